package io.canopydb.rebalancer.leaf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares a server's settings with what a leaf needs. Used by one thread. */
final class SettingChecks {
  private final Map<String, String> settings;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Checks of one server.
   *
   * @param settings what it has: name in lower case to value
   */
  SettingChecks(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Without this value, acknowledged data could be lost or wrong. */
  SettingChecks require(String name, String wanted) {
    if (differs(name, wanted)) {
      findings.add(Finding.refuse(has(name), "set " + name + "=" + wanted));
    }
    return this;
  }

  /** What needs this value comes later: say so before it does. */
  SettingChecks advise(String name, String wanted, String neededFor) {
    if (differs(name, wanted)) {
      findings.add(
          Finding.warn(
              has(name), "set " + name + "=" + wanted + ", which " + neededFor + " needs"));
    }
    return this;
  }

  SettingChecks add(Finding finding) {
    findings.add(finding);
    return this;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private String has(String name) {
    return settings.containsKey(name)
        ? name + " is " + settings.get(name)
        : "the server has no setting " + name;
  }

  private boolean differs(String name, String wanted) {
    return !canonical(settings.getOrDefault(name, "")).equals(canonical(wanted));
  }

  /** MySQL shows a switch as 1 or as ON, by the way it is asked. */
  private static String canonical(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1" -> "on";
      case "0" -> "off";
      default -> value.toLowerCase(Locale.ROOT);
    };
  }
}
