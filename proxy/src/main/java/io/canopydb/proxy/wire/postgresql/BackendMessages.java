package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.server.Reply;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the messages of a server. Used by one thread at a time. */
final class BackendMessages {
  private final Reply reply;

  BackendMessages(Reply reply) {
    this.reply = reply;
  }

  /** Begins a message; gives where its length is to be put. */
  private int begin(char type) {
    ByteBuf bytes = reply.bytes();
    bytes.writeByte(type);
    int length = bytes.writerIndex();
    bytes.writeInt(0);
    return length;
  }

  private void end(int length) throws ClientGoneException {
    ByteBuf bytes = reply.bytes();
    bytes.setInt(length, bytes.writerIndex() - length);
    reply.portion();
  }

  private void empty(char type) throws ClientGoneException {
    end(begin(type));
  }

  private void text(String text) {
    reply.bytes().writeCharSequence(text, StandardCharsets.UTF_8);
    reply.bytes().writeByte(0);
  }

  /** Sends what was written. */
  void flush() throws ClientGoneException {
    reply.flush();
  }

  /** Sends what was written, and closes the connection. */
  void close() {
    reply.close();
  }

  void release() {
    reply.release();
  }

  // Log-in

  void authenticationOk() throws ClientGoneException {
    authentication(0, new byte[0]);
  }

  void askPassword() throws ClientGoneException {
    authentication(3, new byte[0]);
  }

  void saslMechanisms(List<String> mechanisms) throws ClientGoneException {
    authentication(
        10, (String.join("\0", mechanisms) + "\0\0").getBytes(StandardCharsets.US_ASCII));
  }

  void saslContinue(String data) throws ClientGoneException {
    authentication(11, data.getBytes(StandardCharsets.UTF_8));
  }

  void saslFinal(String data) throws ClientGoneException {
    authentication(12, data.getBytes(StandardCharsets.UTF_8));
  }

  private void authentication(int code, byte[] data) throws ClientGoneException {
    int length = begin('R');
    reply.bytes().writeInt(code).writeBytes(data);
    end(length);
  }

  /** Says which minor version is spoken, and which of the client's options are not known. */
  void negotiate(int minor, List<String> unknown) throws ClientGoneException {
    int length = begin('v');
    reply.bytes().writeInt((3 << 16) | minor).writeInt(unknown.size());
    unknown.forEach(this::text);
    end(length);
  }

  void parameter(String name, String value) throws ClientGoneException {
    int length = begin('S');
    text(name);
    text(value);
    end(length);
  }

  void cancelKey(int process, byte[] secret) throws ClientGoneException {
    int length = begin('K');
    reply.bytes().writeInt(process).writeBytes(secret);
    end(length);
  }

  void ready(TransactionStatus status) throws ClientGoneException {
    int length = begin('Z');
    reply
        .bytes()
        .writeByte(
            switch (status) {
              case IDLE -> 'I';
              case IN_TRANSACTION -> 'T';
              case FAILED -> 'E';
            });
    end(length);
  }

  // Results

  void rowDescription(List<ResultColumn> columns, Formats formats) throws ClientGoneException {
    int length = begin('T');
    ByteBuf bytes = reply.bytes().writeShort(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      text(column.label());
      bytes
          .writeInt(0) // Tables and their columns have other numbers on each leaf.
          .writeShort(0)
          .writeInt(column.typeId())
          .writeShort(column.typeLength())
          .writeInt(column.modifier())
          .writeShort(formats.of(i));
    }
    end(length);
  }

  /** Begins a row; {@link #endRow} ends it. */
  int beginRow(int columns) {
    int length = begin('D');
    reply.bytes().writeShort(columns);
    return length;
  }

  void nullCell() {
    reply.bytes().writeInt(-1);
  }

  void cell(byte[] value) {
    reply.bytes().writeInt(value.length).writeBytes(value);
  }

  void cell(String value) {
    ByteBuf bytes = reply.bytes();
    int length = bytes.writerIndex();
    bytes.writeInt(0);
    bytes.setInt(length, bytes.writeCharSequence(value, StandardCharsets.UTF_8));
  }

  /** Begins a value; {@link #endCell} ends it. */
  int beginCell() {
    int length = reply.bytes().writerIndex();
    reply.bytes().writeInt(0);
    return length;
  }

  /** Where the value is put. */
  ByteBuf cellBytes() {
    return reply.bytes();
  }

  void endCell(int length) {
    ByteBuf bytes = reply.bytes();
    bytes.setInt(length, bytes.writerIndex() - length - 4);
  }

  void endRow(int length) throws ClientGoneException {
    end(length);
  }

  /** Takes back a row that was begun. */
  void forgetRow(int length) {
    reply.bytes().writerIndex(length - 1);
  }

  void noData() throws ClientGoneException {
    empty('n');
  }

  void complete(String tag) throws ClientGoneException {
    int length = begin('C');
    text(tag);
    end(length);
  }

  void emptyQuery() throws ClientGoneException {
    empty('I');
  }

  void suspended() throws ClientGoneException {
    empty('s');
  }

  void parseComplete() throws ClientGoneException {
    empty('1');
  }

  void bindComplete() throws ClientGoneException {
    empty('2');
  }

  void closeComplete() throws ClientGoneException {
    empty('3');
  }

  void parameterTypes(int[] types) throws ClientGoneException {
    int length = begin('t');
    ByteBuf bytes = reply.bytes().writeShort(types.length);
    for (int type : types) {
      bytes.writeInt(type);
    }
    end(length);
  }

  // COPY

  void copyIn(int format, int columns) throws ClientGoneException {
    copy('G', format, columns);
  }

  void copyOut(int format, int columns) throws ClientGoneException {
    copy('H', format, columns);
  }

  private void copy(char type, int format, int columns) throws ClientGoneException {
    int length = begin(type);
    ByteBuf bytes = reply.bytes().writeByte(format).writeShort(columns);
    for (int i = 0; i < columns; i++) {
      bytes.writeShort(format);
    }
    end(length);
  }

  void copyData(byte[] data) throws ClientGoneException {
    int length = begin('d');
    reply.bytes().writeBytes(data);
    end(length);
  }

  void copyDone() throws ClientGoneException {
    empty('c');
  }

  // Errors

  void error(ErrorFields fields) throws ClientGoneException {
    fields('E', fields);
  }

  void notice(ErrorFields fields) throws ClientGoneException {
    fields('N', fields);
  }

  private void fields(char type, ErrorFields fields) throws ClientGoneException {
    int length = begin(type);
    fields
        .fields()
        .forEach(
            (letter, text) -> {
              reply.bytes().writeByte(letter);
              text(text);
            });
    reply.bytes().writeByte(0);
    end(length);
  }
}
