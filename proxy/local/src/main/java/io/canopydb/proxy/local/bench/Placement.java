package io.canopydb.proxy.local.bench;

import java.util.List;

/**
 * Which place has which rows, as an application knows it that shards by hand: by looking into a
 * table. Immutable.
 *
 * @param places all of them
 * @param accounts the index of each account's place, by the account's id
 */
record Placement(List<Place> places, int[] accounts) {

  /** One place has all. */
  static Placement single(Place place) {
    return new Placement(List.of(place), new int[0]);
  }

  Place account(int id) {
    return places.size() == 1 ? places.get(0) : places.get(accounts[id]);
  }

  /** An event's place; events that do not come by Canopy may lie anywhere. */
  int event(long id) {
    return (int) (id % places.size());
  }
}
