package io.canopydb.it.wire.postgresql;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A connection on which messages are sent as they are, and all that comes back is kept. */
final class RawClient implements AutoCloseable {
  private static final int LONGEST = 10_000_000;
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
  }

  static RawClient connect(ServerAddress server) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(server.host(), server.port()), PATIENCE_MILLIS);
    return new RawClient(socket);
  }

  /** Connects and logs in. */
  static RawClient open(ServerAddress server, String database)
      throws IOException, GeneralSecurityException {
    RawClient client = connect(server);
    List<Backend> said = client.logIn(server, 0, Map.of("database", database));
    if (said.get(said.size() - 1).type() != 'Z') {
      client.close();
      throw new IOException("not logged in: " + shown(said));
    }
    return client;
  }

  /** Logs in; gives what is said behind that, up to the first ReadyForQuery or an error. */
  List<Backend> logIn(ServerAddress server, int minor, Map<String, String> options)
      throws IOException, GeneralSecurityException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("user", server.user());
    all.putAll(options);
    send(Frontend.startup(minor, all));
    ScramClient scram = new ScramClient(server.password(), "n,,", new byte[0]);
    List<Backend> said = new ArrayList<>();
    while (true) {
      Backend message = read();
      if (message.type() != 'R') {
        said.add(message);
        if (message.type() == 'Z' || message.type() == 'E') {
          return said;
        }
        continue;
      }
      switch (message.code()) {
        case 0, 12 -> {}
        case 3 ->
            send(Frontend.password((server.password() + "\0").getBytes(StandardCharsets.UTF_8)));
        case 10 -> send(Frontend.saslFirst("SCRAM-SHA-256", scram.first()));
        case 11 ->
            send(
                Frontend.password(
                    scram
                        .last(new String(message.behindCode(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)));
        default -> throw new IOException("authentication of kind " + message.code());
      }
    }
  }

  void send(byte[]... messages) throws IOException {
    socket.getOutputStream().write(Frontend.together(messages));
    socket.getOutputStream().flush();
  }

  /** One byte, as requests of TLS are answered; -1 for none. */
  int readByte() throws IOException {
    return in.read();
  }

  Backend read() throws IOException {
    char type = (char) in.readUnsignedByte();
    int length = in.readInt();
    if (length < 4 || length > LONGEST) {
      throw new IOException("a message of type " + type + " and length " + length);
    }
    byte[] body = new byte[length - 4];
    in.readFully(body);
    return new Backend(type, body);
  }

  /** Reads up to the so-many-th message of a type, or to what ends the connection. */
  List<Backend> readUntil(char last, int times) throws IOException {
    List<Backend> said = new ArrayList<>();
    int left = times;
    while (left > 0) {
      Backend message;
      try {
        message = read();
      } catch (EOFException e) {
        return said;
      }
      said.add(message);
      if (message.type() == last) {
        left--;
      }
    }
    return said;
  }

  /** Reads up to the end of the connection. */
  List<Backend> readToEnd() throws IOException {
    return readUntil('\0', 1);
  }

  /** A simple query's answer, shown. */
  List<String> ask(String sql) throws IOException {
    send(Frontend.query(sql));
    return shown(readUntil('Z', 1));
  }

  static List<String> shown(List<Backend> messages) {
    return messages.stream().map(Backend::shown).toList();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
