package io.canopydb.it.wire.mysql;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * A client that knows MySQL's packets and nothing else: it sends what it is told, and keeps all.
 */
final class RawClient implements AutoCloseable {
  static final int FOUND_ROWS = 1 << 1;
  static final int CONNECT_WITH_DB = 1 << 3;
  static final int MULTI_STATEMENTS = 1 << 16;
  static final int SESSION_TRACK = 1 << 23;
  static final int DEPRECATE_EOF = 1 << 24;

  /** LONG_PASSWORD, PROTOCOL_41, TRANSACTIONS, SECURE_CONNECTION, MULTI_RESULTS, PLUGIN_AUTH. */
  static final int BASIC = 1 | 1 << 9 | 1 << 13 | 1 << 15 | 1 << 17 | 1 << 18 | 1 << 19;

  private static final int MORE_RESULTS = 8;
  private static final int CURSOR = 64;
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final int capabilities;
  private int number;

  private RawClient(Socket socket, int capabilities) throws IOException {
    this.socket = socket;
    this.capabilities = capabilities;
    this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** Connects, and says nothing. */
  static RawClient connect(int port, int capabilities) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawClient(socket, capabilities);
  }

  /** Connects and logs in. */
  static RawClient logIn(
      int port, String user, String password, @Nullable String database, int more)
      throws IOException {
    int capabilities = BASIC | more | (database == null ? 0 : CONNECT_WITH_DB);
    RawClient client = connect(port, capabilities);
    byte[] nonce = nonce(client.read());
    byte[] answer =
        client.prove(
            response(capabilities, 255, user, scramble(password, nonce), database),
            password,
            nonce);
    if (answer[0] != 0) {
      client.close();
      throw new IOException("the log-in failed: " + text(answer));
    }
    return client;
  }

  /** Sends a greeting's answer, and what is asked for besides; gives the last answer. */
  byte[] prove(byte[] response, String password, byte[] nonce) throws IOException {
    send(response);
    byte[] answer = read();
    if (answer[0] == 1 && answer[1] == 4) {
      send(new byte[] {2});
      byte[] key = read();
      send(encrypted(password, nonce, Arrays.copyOfRange(key, 1, key.length)));
      return read();
    }
    return answer[0] == 1 ? read() : answer;
  }

  /** The 20 bytes of a greeting. */
  static byte[] nonce(byte[] greeting) {
    int at = 1;
    while (greeting[at] != 0) {
      at++;
    }
    at += 1 + 4;
    byte[] nonce = new byte[20];
    System.arraycopy(greeting, at, nonce, 0, 8);
    System.arraycopy(greeting, at + 8 + 1 + 2 + 1 + 2 + 2 + 1 + 10, nonce, 8, 12);
    return nonce;
  }

  static byte[] scramble(String password, byte[] nonce) {
    byte[] once = sha(password.getBytes(StandardCharsets.UTF_8));
    byte[] mixed = sha(sha(once), nonce);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] ^= once[i];
    }
    return mixed;
  }

  private static byte[] sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encrypted(String password, byte[] nonce, byte[] pem) {
    try {
      String body =
          new String(pem, StandardCharsets.US_ASCII)
              .replaceAll("-----[A-Z ]+-----", "")
              .replaceAll("\\s", "");
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
      byte[] mixed = (password + "\0").getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] ^= nonce[i % nonce.length];
      }
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return cipher.doFinal(mixed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a client answers to the greeting. */
  static byte[] response(
      int capabilities, int collation, String user, byte[] proof, @Nullable String database) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(number(capabilities, 4));
    all.writeBytes(number(1 << 24, 4));
    all.write(collation);
    all.writeBytes(new byte[23]);
    all.writeBytes((user + "\0").getBytes(StandardCharsets.UTF_8));
    all.write(proof.length);
    all.writeBytes(proof);
    if (database != null) {
      all.writeBytes((database + "\0").getBytes(StandardCharsets.UTF_8));
    }
    all.writeBytes("caching_sha2_password\0".getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }

  /** A number of so many bytes, the least first. */
  static byte[] number(long value, int bytes) {
    return Arrays.copyOf(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), bytes);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Sends a packet with the number that is next. */
  void send(byte[] packet) throws IOException {
    for (int at = 0; ; at += 0xFF_FFFF) {
      int length = Math.min(0xFF_FFFF, packet.length - at);
      send(number++, packet, at, length);
      if (length < 0xFF_FFFF) {
        return;
      }
    }
  }

  private void send(int as, byte[] packet, int from, int length) throws IOException {
    out.write(number(length, 3));
    out.write(as);
    out.write(packet, from, length);
    out.flush();
  }

  /** Sends bytes as they are. */
  void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Reads a packet, joined if it is long. */
  byte[] read() throws IOException {
    byte[] packet = new byte[0];
    while (true) {
      byte[] header = new byte[4];
      in.readFully(header);
      int length = new BigInteger(1, new byte[] {header[2], header[1], header[0]}).intValue();
      if ((header[3] & 0xFF) != (number & 0xFF)) {
        throw new IOException("packet " + (header[3] & 0xFF) + " instead of " + number);
      }
      number++;
      byte[] part = new byte[length];
      in.readFully(part);
      packet = packet.length == 0 ? part : join(packet, part);
      if (length < 0xFF_FFFF) {
        return packet;
      }
    }
  }

  /** Whether the server has closed the connection. */
  boolean isClosed() throws IOException {
    return in.read() < 0;
  }

  /** Sends a command. */
  void begin(int command, byte[] content) throws IOException {
    number = 0;
    send(join(new byte[] {(byte) command}, content));
  }

  /** Sends a text of SQL, and reads all that is answered. */
  List<byte[]> query(String sql) throws IOException {
    begin(3, sql.getBytes(StandardCharsets.UTF_8));
    return results();
  }

  /** Sends a command that is answered by one packet. */
  byte[] command(int command, byte[] content) throws IOException {
    begin(command, content);
    return read();
  }

  /** Prepares a statement; gives all packets. */
  List<byte[]> prepare(String sql) throws IOException {
    begin(0x16, sql.getBytes(StandardCharsets.UTF_8));
    List<byte[]> all = new ArrayList<>();
    byte[] first = read();
    all.add(first);
    if (first[0] == 0) {
      int columns = first[5] & 0xFF;
      int parameters = first[7] & 0xFF;
      int ends = (capabilities & DEPRECATE_EOF) != 0 ? 0 : 1;
      int packets = (parameters == 0 ? 0 : parameters + ends) + (columns == 0 ? 0 : columns + ends);
      for (int i = 0; i < packets; i++) {
        all.add(read());
      }
    }
    return all;
  }

  /** Reads one or more results. */
  List<byte[]> results() throws IOException {
    List<byte[]> all = new ArrayList<>();
    int status = MORE_RESULTS;
    while ((status & MORE_RESULTS) != 0) {
      status = result(all);
    }
    return all;
  }

  private int result(List<byte[]> all) throws IOException {
    byte[] first = read();
    all.add(first);
    if (first[0] == 0) {
      return okStatus(first);
    }
    if (first[0] == -1) {
      return 0;
    }
    for (int i = 0; i < (first[0] & 0xFF); i++) {
      all.add(read());
    }
    if ((capabilities & DEPRECATE_EOF) == 0) {
      byte[] end = read();
      all.add(end);
      if ((status(end) & CURSOR) != 0) {
        return 0;
      }
    }
    return rows(all);
  }

  /** Reads rows up to their end; gives its status. */
  int rows(List<byte[]> all) throws IOException {
    while (true) {
      byte[] row = read();
      all.add(row);
      if (row[0] == -1) {
        return 0;
      }
      if ((row[0] & 0xFF) == 0xFE && row.length < 0xFF_FFFF) {
        return (capabilities & DEPRECATE_EOF) == 0 ? status(row) : okStatus(row);
      }
    }
  }

  private static int status(byte[] end) {
    return (end[3] & 0xFF) | ((end[4] & 0xFF) << 8);
  }

  private static int okStatus(byte[] ok) {
    int at = 1;
    for (int i = 0; i < 2; i++) {
      int first = ok[at] & 0xFF;
      at += first < 0xFB ? 1 : first == 0xFC ? 3 : first == 0xFD ? 4 : 9;
    }
    return (ok[at] & 0xFF) | ((ok[at + 1] & 0xFF) << 8);
  }

  /** A packet in readable form. */
  static String text(byte[] packet) {
    StringBuilder text = new StringBuilder();
    for (byte one : packet) {
      if (one >= ' ' && one < 127) {
        text.append((char) one);
      } else {
        text.append(String.format("\\%02x", one & 0xFF));
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
