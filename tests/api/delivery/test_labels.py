"""Labels for caches on the way: as many as a proxy's buffers hold."""

from api.delivery.fields import labels


def test_parts_are_named_while_there_is_room() -> None:
    parts = {f"st_{number:026}" for number in range(30)}
    surrogate, cache = (value for _, value in labels({"rp_1", "slug:baker"}, parts | {"rp_1"}))
    assert set(surrogate.decode().split()) == parts | {"rolebook", "rp_1", "slug:baker"}
    assert cache == surrogate.replace(b" ", b",")


def test_too_many_parts_are_told_by_one_name() -> None:
    parts = {f"st_{number:026}" for number in range(60)}
    read = {"rp_1", "slug:baker", "list:RolePage:en"}
    (_, surrogate), (_, cache) = labels(read, parts)
    assert set(surrogate.decode().split()) == read | {"rolebook", "rolebook-many"}
    assert set(cache.decode().split(",")) == read | {"rolebook", "rolebook-many"}


def test_both_fields_stay_small() -> None:
    for read, parts in ((500, 0), (0, 500), (30, 30), (200, 200)):
        made = labels({f"rp_{n:026}" for n in range(read)}, {f"st_{n:026}" for n in range(parts)})
        assert all(len(value) <= 1_200 for _, value in made)
