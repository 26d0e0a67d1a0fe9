package io.canopydb.metadata.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stored JSON object, each read with the type it must have. Every method throws
 * {@link UnreadableException}, naming the field, where the field is missing or of another type.
 */
public final class JsonFields {

  private final String what;
  private final JsonNode object;

  /** Makes a record of an object's fields. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(JsonFields fields) throws UnreadableException;
  }

  JsonFields(String what, JsonNode object) throws UnreadableException {
    this.what = what;
    this.object = object;
    if (!object.isObject()) {
      throw new UnreadableException("the " + what + " is not a JSON object");
    }
  }

  /** A text. */
  public String string(String name) throws UnreadableException {
    JsonNode value = required(name);
    if (!value.isTextual()) {
      throw wrongType(name, "a text");
    }
    return value.textValue();
  }

  /** A text, or null where the field is missing or null. */
  public @Nullable String optionalString(String name) throws UnreadableException {
    return isAbsent(name) ? null : string(name);
  }

  /** A number of 32 bits. */
  public int integer(String name) throws UnreadableException {
    JsonNode value = required(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrongType(name, "a number of 32 bits");
    }
    return value.intValue();
  }

  /** A number of 64 bits. */
  public long number(String name) throws UnreadableException {
    JsonNode value = required(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrongType(name, "a number of 64 bits");
    }
    return value.longValue();
  }

  /** True or false. */
  public boolean bool(String name) throws UnreadableException {
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw wrongType(name, "true or false");
    }
    return value.booleanValue();
  }

  /** The constant of an enum whose name is stored. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) throws UnreadableException {
    String text = string(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw new UnreadableException(
        "field " + name + " of the " + what + " has a value unknown to this version: " + text);
  }

  /** An object within this one. */
  public JsonFields object(String name) throws UnreadableException {
    return new JsonFields(name + " of the " + what, required(name));
  }

  /** A list of objects. */
  public <T> List<T> list(String name, Reader<T> reader) throws UnreadableException {
    List<T> all = new ArrayList<>();
    for (JsonNode element : array(name)) {
      all.add(reader.read(new JsonFields("element of " + name + " of the " + what, element)));
    }
    return all;
  }

  /** A list of texts. */
  public List<String> strings(String name) throws UnreadableException {
    List<String> all = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw wrongType(name, "a list of texts");
      }
      all.add(element.textValue());
    }
    return all;
  }

  /** Texts by name. */
  public Map<String, String> stringMap(String name) throws UnreadableException {
    JsonNode values = required(name);
    if (!values.isObject()) {
      throw wrongType(name, "an object of texts");
    }
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      if (!entry.getValue().isTextual()) {
        throw wrongType(name, "an object of texts");
      }
      all.put(entry.getKey(), entry.getValue().textValue());
    }
    return all;
  }

  /** Whether the field is missing or null. */
  public boolean isAbsent(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull();
  }

  private JsonNode array(String name) throws UnreadableException {
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw wrongType(name, "a list");
    }
    return value;
  }

  private JsonNode required(String name) throws UnreadableException {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new UnreadableException("the " + what + " has no field " + name);
    }
    return value;
  }

  private UnreadableException wrongType(String name, String type) {
    return new UnreadableException("field " + name + " of the " + what + " is not " + type);
  }
}
