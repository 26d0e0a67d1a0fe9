package io.canopydb.it.rules;

import io.canopydb.driver.error.CanopyError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A place in the code where an error of the catalogue gets its blanks filled in, found in the
 * bytecode.
 *
 * @param where class, method and line
 * @param error the constant
 * @param blanks how many values are given
 */
record CanopyErrorCall(String where, CanopyError error, int blanks) {

  private static final String CATALOGUE = Type.getInternalName(CanopyError.class);
  private static final Type CATALOGUE_TYPE = Type.getType(CanopyError.class);

  /** All calls in one class file that name the constant and list the values on the spot. */
  static List<CanopyErrorCall> in(byte[] classFile) {
    List<CanopyErrorCall> found = new ArrayList<>();
    ClassReader reader = new ClassReader(classFile);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return new CallFinder(reader.getClassName() + "." + name, found);
          }
        },
        ClassReader.SKIP_FRAMES);
    return found;
  }

  /**
   * Follows one method. {@code ERROR.with(a, b)} is compiled to: load the constant; make an array
   * of 2; fill it; call. Calls can be nested in the filling, so open ones lie on a stack. Whoever
   * takes an error as an argument and the values after it is such a call as well.
   */
  private static final class CallFinder extends MethodVisitor {
    private static final int UNKNOWN = -1;

    private final String method;
    private final List<CanopyErrorCall> found;
    private final Deque<Open> open = new ArrayDeque<>();
    private int line;
    private int lastConstant = UNKNOWN;

    private static final class Open {
      private final CanopyError error;
      private int blanks = UNKNOWN;

      Open(CanopyError error) {
        this.error = error;
      }
    }

    CallFinder(String method, List<CanopyErrorCall> found) {
      super(Opcodes.ASM9);
      this.method = method;
      this.found = found;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.GETSTATIC
          && owner.equals(CATALOGUE)
          && Type.getType(descriptor).equals(CATALOGUE_TYPE)) {
        open.push(new Open(CanopyError.valueOf(name)));
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      @Nullable Open innermost = open.peek();
      if (opcode == Opcodes.ANEWARRAY && innermost != null && innermost.blanks == UNKNOWN) {
        innermost.blanks = lastConstant;
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean takesError = owner.equals(CATALOGUE) && opcode == Opcodes.INVOKEVIRTUAL;
      boolean takesBlanks = false;
      for (Type argument : Type.getArgumentTypes(descriptor)) {
        takesError |= argument.equals(CATALOGUE_TYPE);
        takesBlanks |= argument.getSort() == Type.ARRAY;
      }
      if (takesError && !open.isEmpty()) {
        Open call = open.pop();
        if (takesBlanks && call.blanks != UNKNOWN) {
          found.add(
              new CanopyErrorCall(method.replace('/', '.') + ":" + line, call.error, call.blanks));
        }
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5) {
        lastConstant = opcode - Opcodes.ICONST_0;
      } else if (opcode == Opcodes.ATHROW
          || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
        open.clear();
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      lastConstant = operand;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }
  }
}
