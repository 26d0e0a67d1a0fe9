package io.canopydb.metadata.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * One kind of record and its stored form: a JSON object whose field {@code format} is the number of
 * the format. Fields may be added without a new number, and readers skip the fields that they do
 * not know; a change that an older reader would misread takes a new number, which older readers
 * refuse.
 *
 * <p>All text outside ASCII is escaped, so that any Java string survives, and what is stored can be
 * read in any terminal. Safe for use by many threads.
 *
 * @param <T> the record
 */
public final class JsonCodec<T> {

  /** The format that this version reads and writes. */
  public static final int FORMAT = 1;

  private static final String FORMAT_FIELD = "format";

  /** Far more than a znode holds; what is longer was not written by Canopy. */
  private static final int MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_BYTES)
                          .maxStringLength(MAX_BYTES)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Puts a record's fields into an empty object. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T value, ObjectNode object);
  }

  private final String what;
  private final Writer<T> writer;
  private final JsonFields.Reader<T> reader;

  /**
   * @param what the record's name in messages: {@code partition map}
   */
  public JsonCodec(String what, Writer<T> writer, JsonFields.Reader<T> reader) {
    this.what = what;
    this.writer = writer;
    this.reader = reader;
  }

  /** The stored form, in UTF-8. */
  public byte[] encode(T value) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put(FORMAT_FIELD, FORMAT);
    writer.write(value, object);
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + what + " cannot be written as JSON", e);
    }
  }

  /** The record of a stored form. Whatever the bytes are, nothing but this exception is thrown. */
  public T decode(byte[] stored) throws UnreadableException {
    JsonFields fields = new JsonFields(what, parse(stored));
    int format = fields.integer(FORMAT_FIELD);
    if (format != FORMAT) {
      throw new UnreadableException(
          "the "
              + what
              + " is stored in format "
              + format
              + ", and this version of Canopy reads format "
              + FORMAT
              + (format > FORMAT ? "; use a newer version" : ""));
    }
    try {
      return reader.read(fields);
    } catch (IllegalArgumentException e) {
      // What the record's own constructor refuses.
      throw new UnreadableException("the " + what + " makes no sense: " + e.getMessage(), e);
    }
  }

  private JsonNode parse(byte[] stored) throws UnreadableException {
    if (stored.length > MAX_BYTES) {
      throw new UnreadableException("the " + what + " has " + stored.length + " bytes");
    }
    try {
      return MAPPER.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new UnreadableException(
          "the " + what + " is not well-formed JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UnreadableException("the " + what + " is not well-formed JSON", e);
    }
  }
}
