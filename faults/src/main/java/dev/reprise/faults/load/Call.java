package dev.reprise.faults.load;

/** A request to any node. */
record Call(String method, String path, String body) {
    static Call post(String path, String body) {
        return new Call("POST", path, body);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, "{}");
    }
}
