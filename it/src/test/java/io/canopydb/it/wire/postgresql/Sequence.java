package io.canopydb.it.wire.postgresql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a client says in turn, and what it waits for before it goes on. */
final class Sequence {
  private final String name;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param last the type of the message that is waited for
   * @param times how many of them
   */
  private record Step(byte[] said, char last, int times) {}

  Sequence(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Sends these at once, and reads up to ReadyForQuery. */
  Sequence say(byte[]... messages) {
    return sayFor('Z', 1, messages);
  }

  /** A simple query. */
  Sequence query(String sql) {
    return say(Frontend.query(sql));
  }

  /** Sends these at once, and reads up to the so-many-th message of a type. */
  Sequence sayFor(char last, int times, byte[]... messages) {
    steps.add(new Step(Frontend.together(messages), last, times));
    return this;
  }

  /** What the server has said, step by step. */
  List<String> run(RawClient client) throws IOException {
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      heard.add("step " + (i + 1));
      client.send(steps.get(i).said());
      heard.addAll(
          settingsSorted(
              RawClient.shown(client.readUntil(steps.get(i).last(), steps.get(i).times()))));
    }
    return heard;
  }

  /** Settings that have changed are told in no order. */
  private static List<String> settingsSorted(List<String> messages) {
    List<String> sorted = new ArrayList<>(messages);
    int from = 0;
    while (from < sorted.size()) {
      int to = from;
      while (to < sorted.size() && sorted.get(to).startsWith("S ")) {
        to++;
      }
      sorted.subList(from, to).sort(null);
      from = to + 1;
    }
    return sorted;
  }
}
