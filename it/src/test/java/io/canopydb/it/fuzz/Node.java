package io.canopydb.it.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a statement: text, and pieces within. Immutable.
 *
 * <p>A tree is made simpler by putting {@code simplest} in the place of a piece, or a piece within
 * it that is of the same sort. Not all that comes of it is valid SQL, which the plain server tells.
 */
final class Node {
  private final String sort;
  private final @Nullable String simplest;

  /** Each a String or a Node. */
  private final List<Object> parts;

  private Node(String sort, @Nullable String simplest, List<Object> parts) {
    this.sort = sort;
    this.simplest = simplest;
    this.parts = parts;
  }

  /**
   * A piece that can only be replaced by one of its sort.
   *
   * @param parts each a String or a Node
   */
  static Node of(String sort, Object... parts) {
    return new Node(sort, null, List.copyOf(Arrays.asList(parts)));
  }

  /** A piece that may go away. */
  static Node optional(String sort, Object... parts) {
    return new Node(sort, "", List.copyOf(Arrays.asList(parts)));
  }

  /** An expression. */
  static Node expression(Sort sort, Object... parts) {
    return new Node(sort.name(), sort.simplest(), List.copyOf(Arrays.asList(parts)));
  }

  /** An expression that none of those within can replace. */
  static Node sealed(Sort sort, Object... parts) {
    return new Node("sealed " + sort, sort.simplest(), List.copyOf(Arrays.asList(parts)));
  }

  /** Nothing. */
  static Node none() {
    return of("none", "");
  }

  /** Pieces with a text between. */
  static Node joined(String sort, String between, List<Node> pieces) {
    List<Object> parts = new ArrayList<>();
    for (Node piece : pieces) {
      if (!parts.isEmpty()) {
        parts.add(between);
      }
      parts.add(piece);
    }
    return of(sort, parts.toArray());
  }

  String sort() {
    return sort;
  }

  /** The pieces right within. */
  List<Node> within() {
    List<Node> nodes = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Node node) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  String sql() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    for (Object part : parts) {
      if (part instanceof Node node) {
        node.write(out);
      } else {
        out.append(part);
      }
    }
  }

  /** Calls back for this and all pieces within, outer ones first. */
  void visit(Consumer<Node> visitor) {
    visitor.accept(this);
    for (Object part : parts) {
      if (part instanceof Node node) {
        node.visit(visitor);
      }
    }
  }

  /** This tree with another piece in the place of one. */
  Node with(Node piece, Node by) {
    return this == piece ? by : changed(node -> node.with(piece, by), text -> text);
  }

  /** This tree with other texts. */
  Node rewritten(UnaryOperator<String> texts) {
    return changed(node -> node.rewritten(texts), texts);
  }

  private Node changed(UnaryOperator<Node> nodes, UnaryOperator<String> texts) {
    List<Object> changed = new ArrayList<>();
    for (Object part : parts) {
      changed.add(part instanceof Node node ? nodes.apply(node) : texts.apply((String) part));
    }
    return new Node(sort, simplest, changed);
  }

  /** This tree with one piece simpler, in each way; the largest pieces first. */
  List<Node> simpler() {
    List<Node> trees = new ArrayList<>();
    String sql = sql();
    if (simplest != null && !simplest.equals(sql)) {
      trees.add(new Node(sort, simplest, List.of(simplest)));
    }
    visit(
        node -> {
          if (node != this && node.sort.equals(sort) && !node.sql().equals(sql)) {
            trees.add(node);
          }
        });
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Node node) {
        for (Node one : node.simpler()) {
          List<Object> changed = new ArrayList<>(parts);
          changed.set(i, one);
          trees.add(new Node(sort, simplest, changed));
        }
      }
    }
    return trees;
  }

  @Override
  public String toString() {
    return sql();
  }
}
