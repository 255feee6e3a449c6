/* The boundary between host and plugin, version 1, as C.
 *
 * Hand-written `repr(C)` structs of integers and raw pointers; everything rich travels as bytes, which hold
 * the JSON of `tomada_core::wire`. No Rust type, reference, `bool` or enum crosses: an invalid bit pattern
 * from the other side must never be undefined behaviour. The same types, generated, are `include/tomada.h`.
 *
 * Rules
 *
 * 1. Frozen prefix. TomadaPluginV1 and TomadaHostV1 begin with magic, major, minor and size, at these offsets
 *    for ever. Nothing behind them is read before they are checked.
 * 2. Growth. A minor version adds fields at the end of a table, guarded by that table's `struct_size`; a
 *    reader takes the smaller of both sizes and treats the rest as null. Whatever is optional is an
 *    extension, asked for by name (`tomada.http/1`); an unknown name is null, never an error.
 * 3. Functions. A null optional function means "not supported". A null required one is refused at load.
 * 4. Ownership. A TomadaSlice is lent for the length of the call. A TomadaBuf is given away and carries its
 *    own release function, for the two sides have two allocators.
 * 5. Results go through out-pointers, which the caller sets to zero before and the callee does not keep.
 * 6. Panics and exceptions never cross, in either direction; each side catches its own and answers
 *    TOMADA_PANICKED or TOMADA_INTERNAL.
 * 7. Handles. The host's objects are named by uint64_t handles with a generation. Zero is no handle; a stale,
 *    foreign or invented one is answered TOMADA_NOT_FOUND.
 * 8. Threads. Functions of the host and of an instance may be called from any thread and by several at once.
 *    One operation is polled by one thread at a time and may move between threads. Nothing may block; a
 *    plugin starts no threads, installs no signal handlers, and changes neither environment nor working
 *    directory.
 * 9. Life. A library is never unloaded. Operations are dropped before their instance is destroyed, instances
 *    before the plugin is shut down. The host may skip both when the process ends. */

/* Generated from the sources of the crate `tomada-abi`, which compares them in its tests. C11 or C++11.
 *
 * A plugin is a shared library that exports one name, the table `tomada_plugin_v1`, and holds its manifest in a
 * section of its own:
 *
 *     #include "tomada.h"
 *
 *     TOMADA_MANIFEST static const uint8_t manifest[] = { header and JSON, see TOMADA_SECTION_MAGIC };
 *
 *     TOMADA_EXPORT const TomadaPluginV1 tomada_plugin_v1 = { ... };
 *
 * Everything else stays hidden: compile with -fvisibility=hidden. `tests/c/echo_plugin.c` is a whole one. */
#ifndef TOMADA_H
#define TOMADA_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

/* Puts the manifest where a host finds it without running code, and keeps linkers from dropping it. */
#if defined(_WIN32)
#define TOMADA_MANIFEST __attribute__((used, section(".tomada")))
#elif defined(__APPLE__)
#define TOMADA_MANIFEST __attribute__((used, section("__DATA,__tomada")))
#else
#define TOMADA_MANIFEST __attribute__((used, section(".tomada_manifest")))
#endif

/* Makes the one exported name visible. */
#if defined(_WIN32)
#define TOMADA_EXPORT __declspec(dllexport)
#else
#define TOMADA_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The structs, in the order of this file. */
typedef struct TomadaSlice TomadaSlice;
typedef struct TomadaBuf TomadaBuf;
typedef struct TomadaWaker TomadaWaker;
typedef struct TomadaWakerTable TomadaWakerTable;
typedef struct TomadaOperation TomadaOperation;
typedef struct TomadaOperationTable TomadaOperationTable;
typedef struct TomadaStream TomadaStream;
typedef struct TomadaStreamTable TomadaStreamTable;
typedef struct TomadaHostV1 TomadaHostV1;
typedef struct TomadaHttpTable TomadaHttpTable;
typedef struct TomadaTimeTable TomadaTimeTable;
typedef struct TomadaLogTable TomadaLogTable;
typedef struct TomadaStateTable TomadaStateTable;
typedef struct TomadaEmitTable TomadaEmitTable;
typedef struct TomadaRandomTable TomadaRandomTable;
typedef struct TomadaPluginV1 TomadaPluginV1;
typedef struct TomadaInstance TomadaInstance;
typedef struct TomadaInstanceTable TomadaInstanceTable;
typedef struct TomadaCall TomadaCall;

/* ---------------------------------------------------------------------------------------- */

/* The protocol's version and limits. They are its own, never a crate's. */

/* First eight bytes of both entry tables. The line break and the end-of-file byte show damage by text modes. */
#define TOMADA_MAGIC {0x89, 'T', 'M', 'D', 0x0d, 0x0a, 0x1a, 0x0a}
/* Version of the protocol that a change of meaning would raise. Both sides must have the same. */
#define TOMADA_MAJOR UINT16_C(1)
/* Version of the protocol that additions raise. */
#define TOMADA_MINOR UINT16_C(0)
/* Name of the static of type TomadaPluginV1 that a plugin exports, and the only name it may export. */
#define TOMADA_ENTRY_SYMBOL "tomada_plugin_v1"
/* The most bytes in one message: an input, an output, a stream's item, a request's body. */
#define TOMADA_MESSAGE_MAX_BYTES ((size_t)(16 * 1024 * 1024))
/* The most bytes in a name: an action, an extension, a state key. */
#define TOMADA_NAME_MAX_BYTES ((size_t)(128))
/* The most bytes that any table may say it has. */
#define TOMADA_TABLE_MAX_BYTES ((size_t)(4096))
/* Flags that a host must know or refuse the plugin; the lower half may be ignored. */
#define TOMADA_REQUIRED_FLAGS_MASK UINT64_C(0xffffffff00000000)

/* ---------------------------------------------------------------------------------------- */

/* What a function answers: an int32_t. Negative is an error; an unknown negative is read as TOMADA_INTERNAL,
 * an unknown positive as TOMADA_PROTOCOL. */

/* Done; out-parameters are set. */
#define TOMADA_OK 0
/* Not yet: the waker will be called. */
#define TOMADA_PENDING 1
/* A stream has ended. */
#define TOMADA_END 2
/* An argument is malformed. */
#define TOMADA_INVALID (-1)
/* There is no such action, function or extension. */
#define TOMADA_UNSUPPORTED (-2)
/* Not allowed now or here. */
#define TOMADA_DENIED (-3)
/* A size, a count or a quota was passed. */
#define TOMADA_LIMIT (-4)
/* It was cancelled. */
#define TOMADA_CANCELLED (-5)
/* A deadline passed. */
#define TOMADA_TIMEOUT (-6)
/* A handle or key names nothing. */
#define TOMADA_NOT_FOUND (-7)
/* Someone else was faster. */
#define TOMADA_CONFLICT (-8)
/* It cannot be reached just now. */
#define TOMADA_UNAVAILABLE (-9)
/* It failed inside, for a reason of its own. */
#define TOMADA_INTERNAL (-10)
/* It panicked; the instance is poisoned. */
#define TOMADA_PANICKED (-11)
/* An earlier panic poisoned the instance. */
#define TOMADA_POISONED (-12)
/* The other side broke the rules of the boundary. */
#define TOMADA_PROTOCOL (-13)
/* The action failed; the out-buffer holds the failure as JSON. */
#define TOMADA_FAILED (-14)

/* ---------------------------------------------------------------------------------------- */

/* Bytes that are lent (TomadaSlice) and bytes that are given away (TomadaBuf), and the one checked way to
 * read each. */

/* Bytes that are lent for the length of a call. `ptr` may be null only if `len` is 0. */
struct TomadaSlice {
    /* The first byte. */
    const uint8_t *ptr;
    /* How many. */
    size_t len;
};

/* Bytes that are given away. Who receives them calls `release(owner, ptr, len)` exactly once, from any
 * thread. A null `release` means that nothing is held: the buffer is empty or was moved on. */
struct TomadaBuf {
    /* The first byte. */
    uint8_t *ptr;
    /* How many. */
    size_t len;
    /* What `release` needs to know; the giver's own business. */
    void *owner;
    /* Gives the bytes back to the allocator that they came from. */
    void (*release)(void *owner, uint8_t *ptr, size_t len);
};

/* ---------------------------------------------------------------------------------------- */

/* How a pending operation says that it may go on. Never `std::task::Waker`, whose layout is not stable. */

/* Wakes whoever polls. Given by the poller; every function may be called from any thread at any time, also
 * after the operation, the instance or the call is gone, when it does nothing. It never blocks and never
 * unwinds. */
struct TomadaWaker {
    /* The poller's own business. */
    const void *data;
    /* How to wake. */
    const TomadaWakerTable *table;
};

/* The functions of a TomadaWaker. All are required. */
struct TomadaWakerTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Writes an owned copy, which outlives the poll. A waker that was only lent must be cloned to be kept. */
    void (*clone)(const void *data, TomadaWaker *out);
    /* Wakes and gives up an owned copy. */
    void (*wake)(const void *data);
    /* Wakes and keeps the copy. */
    void (*wake_by_ref)(const void *data);
    /* Gives up an owned copy. */
    void (*drop)(const void *data);
};

/* ---------------------------------------------------------------------------------------- */

/* Work that takes time: a TomadaOperation answers once, a TomadaStream item by item. Both are pulled. */

/* A future across the boundary. */
struct TomadaOperation {
    /* The maker's own business. */
    void *state;
    /* How to poll and drop it; null means that there is no operation. */
    const TomadaOperationTable *table;
};

/* The functions of a TomadaOperation. All are required. */
struct TomadaOperationTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Goes on. TOMADA_OK and `out` is the answer; TOMADA_PENDING and the waker will be called; TOMADA_FAILED
     * and `out` is the failure as JSON; another error and `out` may be. After anything but TOMADA_PENDING
     * only `drop` may follow. */
    int32_t (*poll)(void *state, const TomadaWaker *waker, TomadaBuf *out);
    /* Gives it up, finished or not. Called exactly once; does not block. */
    void (*drop)(void *state);
};

/* A stream across the boundary. Each poll asks for one item, so a slow reader slows it down. */
struct TomadaStream {
    /* The maker's own business. */
    void *state;
    /* How to poll and drop it; null means that there is no stream. */
    const TomadaStreamTable *table;
};

/* The functions of a TomadaStream. All are required. */
struct TomadaStreamTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Goes on. TOMADA_OK and `out` is the next item; TOMADA_PENDING and the waker will be called; TOMADA_END
     * and `out` is the final answer of the action; errors as of an operation. After anything but TOMADA_OK
     * and TOMADA_PENDING only `drop` may follow. */
    int32_t (*poll_next)(void *state, const TomadaWaker *waker, TomadaBuf *out);
    /* Gives it up, finished or not. Called exactly once; does not block. */
    void (*drop)(void *state);
};

/* ---------------------------------------------------------------------------------------- */

/* What the host offers a plugin: one table with the essentials, and one table for each capability.
 *
 * Everything that takes time is a *host operation*: a capability's `start` gives a handle, TomadaHostV1.poll
 * asks for its next item, TomadaHostV1.close gives it up. A handle belongs to the call that started it, and
 * both name that call; what a call leaves open is closed when it ends. */

/* The host, as a plugin sees it. Valid for the life of the process. */
struct TomadaHostV1 {
    /* TOMADA_MAGIC. */
    uint8_t magic[8];
    /* TOMADA_MAJOR. */
    uint16_t major;
    /* The minor version that the host speaks. */
    uint16_t minor;
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* First argument of every function of the host. */
    void *host;
    /* A JSON object: `name`, `version`, `extensions`. A plugin decides by extensions, never by version. */
    TomadaSlice info;
    /* The table of an extension, or null if the host has none of that name. */
    const void *(*get_extension)(void *host, TomadaSlice name);
    /* The next item of a host operation: TOMADA_OK and `out` is the item, TOMADA_PENDING and the waker will
     * be called, TOMADA_END, TOMADA_FAILED and `out` is the failure as JSON, or another error. After anything
     * but TOMADA_OK and TOMADA_PENDING only `close` may follow. */
    int32_t (*poll)(void *host, uint64_t call, uint64_t handle, const TomadaWaker *waker, TomadaBuf *out);
    /* Gives a host operation up, finished or not. */
    void (*close)(void *host, uint64_t call, uint64_t handle);
};

/* Names of the extensions that this version knows. */

/* HTTP: a TomadaHttpTable. */
#define TOMADA_EXTENSION_HTTP "tomada.http/1"
/* Time: a TomadaTimeTable. */
#define TOMADA_EXTENSION_TIME "tomada.time/1"
/* The run's log: a TomadaLogTable. */
#define TOMADA_EXTENSION_LOG "tomada.log/1"
/* The connection's state: a TomadaStateTable. */
#define TOMADA_EXTENSION_STATE "tomada.state/1"
/* Partial results: a TomadaEmitTable. */
#define TOMADA_EXTENSION_EMIT "tomada.emit/1"
/* Random bytes: a TomadaRandomTable. */
#define TOMADA_EXTENSION_RANDOM "tomada.random/1"

/* How much a log line matters; an unknown level is read as TOMADA_LEVEL_INFO. */

/* For the author while searching. */
#define TOMADA_LEVEL_DEBUG UINT32_C(0)
/* Worth knowing. */
#define TOMADA_LEVEL_INFO UINT32_C(1)
/* Odd, but it goes on. */
#define TOMADA_LEVEL_WARN UINT32_C(2)
/* It went wrong. */
#define TOMADA_LEVEL_ERROR UINT32_C(3)

/* The way out to the network. */
struct TomadaHttpTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Starts a request: `head` is a `RequestHead` as JSON, `body` its body. The first item is a
     * `ResponseHead` as JSON, the following ones are pieces of the decoded body. With `preview` in the head
     * nothing is sent, and the one item is a `Preview` as JSON. */
    int32_t (*start)(void *host, uint64_t call, TomadaSlice head, TomadaSlice body, uint64_t *out);
};

/* Time, as the host has it. */
struct TomadaTimeTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Nanoseconds since 1970-01-01 UTC. */
    int32_t (*now)(void *host, uint64_t call, uint64_t *out);
    /* Starts a wait of so many nanoseconds. Its one item is empty. */
    int32_t (*sleep)(void *host, uint64_t call, uint64_t duration_ns, uint64_t *out);
};

/* The run's log. */
struct TomadaLogTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Writes a line; `fields` is a JSON object or empty. Call 0 is the plugin itself, outside of any call.
     * What is too long is cut, what is not UTF-8 is replaced, what is too much is dropped and counted. */
    void (*log)(void *host, uint64_t call, uint32_t level, TomadaSlice message, TomadaSlice fields);
};

/* The connection's state. */
struct TomadaStateTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Starts a `StateRequest` (JSON). Its one item is a `StateAnswer` as JSON. */
    int32_t (*start)(void *host, uint64_t call, TomadaSlice request, uint64_t *out);
};

/* Partial results. */
struct TomadaEmitTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Hands one item (JSON) over. Its one item is empty, and comes when there is room for the next. */
    int32_t (*start)(void *host, uint64_t call, TomadaSlice item, uint64_t *out);
};

/* Random bytes. */
struct TomadaRandomTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Fills `len` bytes at `ptr`. */
    int32_t (*fill)(void *host, uint64_t call, uint8_t *ptr, size_t len);
};

/* ---------------------------------------------------------------------------------------- */

/* What a plugin offers the host: one exported, read-only static of type TomadaPluginV1. */

/* The plugin, as the host sees it. Exported as `tomada_plugin_v1`. */
struct TomadaPluginV1 {
    /* TOMADA_MAGIC. */
    uint8_t magic[8];
    /* TOMADA_MAJOR. */
    uint16_t major;
    /* The minor version that the plugin was built against. */
    uint16_t minor;
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* The upper half must be known to the host, or the plugin is refused; the lower half may be ignored. */
    uint64_t flags;
    /* The same bytes as the manifest section: header and JSON. */
    TomadaSlice manifest;
    /* Called once for each host in the process, before anything else. `host` is valid for the life of the
     * process. `error` may be set to a failure as JSON. */
    int32_t (*init)(const TomadaHostV1 *host, void **plugin, TomadaBuf *error);
    /* Makes an instance. `configuration` is a JSON object, of which nothing is defined yet. */
    int32_t (*create)(void *plugin, TomadaSlice configuration, TomadaInstance *out, TomadaBuf *error);
    /* Called after the last instance was destroyed. */
    void (*deinit)(void *plugin);
    /* Optional: the table of an extension, or null. */
    const void *(*get_extension)(void *plugin, TomadaSlice name);
};

/* One instance of a plugin. It keeps nothing of a connection: settings come with each call. */
struct TomadaInstance {
    /* The plugin's own business. */
    void *state;
    /* Its functions; null means that there is no instance. */
    const TomadaInstanceTable *table;
};

/* The functions of a TomadaInstance. */
struct TomadaInstanceTable {
    /* Size of this table in bytes. */
    uint32_t struct_size;
    /* Zero. */
    uint32_t reserved;
    /* Begins an action; returns at once. TOMADA_UNSUPPORTED for an unknown action. */
    int32_t (*call)(
        void *state,
        const TomadaCall *call,
        TomadaSlice action,
        TomadaSlice input,
        TomadaOperation *out);
    /* Optional: begins an action whose partial results are pulled. Without it, or if it answers
     * TOMADA_UNSUPPORTED, `call` is used, and partial results come through `tomada.emit/1`. */
    int32_t (*stream)(
        void *state,
        const TomadaCall *call,
        TomadaSlice action,
        TomadaSlice input,
        TomadaStream *out);
    /* Gives the instance up. Called exactly once, after its last operation was dropped. */
    void (*destroy)(void *state);
};

/* Facts about one call; lent, like everything it points to, until `call` or `stream` returns. */
struct TomadaCall {
    /* Size of this struct in bytes. */
    uint32_t struct_size;
    /* 1 for the first try. */
    uint32_t attempt;
    /* Names the call in every function of the host. Worthless once the operation was dropped. */
    uint64_t call;
    /* When the host gives the call up, in milliseconds since 1970-01-01 UTC. */
    uint64_t deadline_unix_ms;
    /* W3C trace id, all zero if there is none. */
    uint8_t trace_id[16];
    /* Names the run in the call log. */
    TomadaSlice run_id;
    /* Language for texts that people see: `en`, `pt-BR` or `es`. */
    TomadaSlice locale;
    /* The connection's settings, a JSON object without secrets. */
    TomadaSlice settings;
};

/* ---------------------------------------------------------------------------------------- */

/* The section of a shared library that says what the plugin is, readable without running its code.
 *
 * A 32-byte header (magic, format, length, CRC-32, zero; integers little-endian), then the JSON of
 * `tomada_core::wire::Embedded`. The SDK builds both while it compiles; a plugin in C writes them by hand. */

/* The section's name in an ELF file. */
#define TOMADA_SECTION_NAME_ELF ".tomada_manifest"
/* The section's name in a Mach-O file, in segment `__DATA`. */
#define TOMADA_SECTION_NAME_MACHO "__tomada"
/* The section's name in a PE file. */
#define TOMADA_SECTION_NAME_PE ".tomada"
/* First sixteen bytes of the section. */
#define TOMADA_SECTION_MAGIC {'t', 'o', 'm', 'a', 'd', 'a', 0x2e, 'm', 'a', 'n', 'i', 'f', 'e', 's', 't', 0x00}
/* How what follows is to be read. */
#define TOMADA_SECTION_FORMAT UINT32_C(1)
/* Bytes before the JSON. */
#define TOMADA_SECTION_HEADER_BYTES ((size_t)(32))
/* The most bytes of JSON that a section may hold. */
#define TOMADA_SECTION_JSON_MAX_BYTES ((size_t)(1024 * 1024))

/* ---------------------------------------------------------------------------------------- */

/* Sizes and offsets, where pointers have 64 bits. */
#if UINTPTR_MAX == UINT64_MAX
static_assert(sizeof(TomadaSlice) == 16, "TomadaSlice has 16 bytes");
static_assert(offsetof(TomadaSlice, ptr) == 0, "TomadaSlice.ptr at 0");
static_assert(offsetof(TomadaSlice, len) == 8, "TomadaSlice.len at 8");
static_assert(sizeof(TomadaBuf) == 32, "TomadaBuf has 32 bytes");
static_assert(offsetof(TomadaBuf, ptr) == 0, "TomadaBuf.ptr at 0");
static_assert(offsetof(TomadaBuf, len) == 8, "TomadaBuf.len at 8");
static_assert(offsetof(TomadaBuf, owner) == 16, "TomadaBuf.owner at 16");
static_assert(offsetof(TomadaBuf, release) == 24, "TomadaBuf.release at 24");
static_assert(sizeof(TomadaWaker) == 16, "TomadaWaker has 16 bytes");
static_assert(offsetof(TomadaWaker, data) == 0, "TomadaWaker.data at 0");
static_assert(offsetof(TomadaWaker, table) == 8, "TomadaWaker.table at 8");
static_assert(sizeof(TomadaWakerTable) == 40, "TomadaWakerTable has 40 bytes");
static_assert(offsetof(TomadaWakerTable, struct_size) == 0, "TomadaWakerTable.struct_size at 0");
static_assert(offsetof(TomadaWakerTable, reserved) == 4, "TomadaWakerTable.reserved at 4");
static_assert(offsetof(TomadaWakerTable, clone) == 8, "TomadaWakerTable.clone at 8");
static_assert(offsetof(TomadaWakerTable, wake) == 16, "TomadaWakerTable.wake at 16");
static_assert(offsetof(TomadaWakerTable, wake_by_ref) == 24, "TomadaWakerTable.wake_by_ref at 24");
static_assert(offsetof(TomadaWakerTable, drop) == 32, "TomadaWakerTable.drop at 32");
static_assert(sizeof(TomadaOperation) == 16, "TomadaOperation has 16 bytes");
static_assert(offsetof(TomadaOperation, state) == 0, "TomadaOperation.state at 0");
static_assert(offsetof(TomadaOperation, table) == 8, "TomadaOperation.table at 8");
static_assert(sizeof(TomadaOperationTable) == 24, "TomadaOperationTable has 24 bytes");
static_assert(offsetof(TomadaOperationTable, struct_size) == 0, "TomadaOperationTable.struct_size at 0");
static_assert(offsetof(TomadaOperationTable, reserved) == 4, "TomadaOperationTable.reserved at 4");
static_assert(offsetof(TomadaOperationTable, poll) == 8, "TomadaOperationTable.poll at 8");
static_assert(offsetof(TomadaOperationTable, drop) == 16, "TomadaOperationTable.drop at 16");
static_assert(sizeof(TomadaStream) == 16, "TomadaStream has 16 bytes");
static_assert(offsetof(TomadaStream, state) == 0, "TomadaStream.state at 0");
static_assert(offsetof(TomadaStream, table) == 8, "TomadaStream.table at 8");
static_assert(sizeof(TomadaStreamTable) == 24, "TomadaStreamTable has 24 bytes");
static_assert(offsetof(TomadaStreamTable, struct_size) == 0, "TomadaStreamTable.struct_size at 0");
static_assert(offsetof(TomadaStreamTable, reserved) == 4, "TomadaStreamTable.reserved at 4");
static_assert(offsetof(TomadaStreamTable, poll_next) == 8, "TomadaStreamTable.poll_next at 8");
static_assert(offsetof(TomadaStreamTable, drop) == 16, "TomadaStreamTable.drop at 16");
static_assert(sizeof(TomadaHostV1) == 64, "TomadaHostV1 has 64 bytes");
static_assert(offsetof(TomadaHostV1, magic) == 0, "TomadaHostV1.magic at 0");
static_assert(offsetof(TomadaHostV1, major) == 8, "TomadaHostV1.major at 8");
static_assert(offsetof(TomadaHostV1, minor) == 10, "TomadaHostV1.minor at 10");
static_assert(offsetof(TomadaHostV1, struct_size) == 12, "TomadaHostV1.struct_size at 12");
static_assert(offsetof(TomadaHostV1, host) == 16, "TomadaHostV1.host at 16");
static_assert(offsetof(TomadaHostV1, info) == 24, "TomadaHostV1.info at 24");
static_assert(offsetof(TomadaHostV1, get_extension) == 40, "TomadaHostV1.get_extension at 40");
static_assert(offsetof(TomadaHostV1, poll) == 48, "TomadaHostV1.poll at 48");
static_assert(offsetof(TomadaHostV1, close) == 56, "TomadaHostV1.close at 56");
static_assert(sizeof(TomadaHttpTable) == 16, "TomadaHttpTable has 16 bytes");
static_assert(offsetof(TomadaHttpTable, struct_size) == 0, "TomadaHttpTable.struct_size at 0");
static_assert(offsetof(TomadaHttpTable, reserved) == 4, "TomadaHttpTable.reserved at 4");
static_assert(offsetof(TomadaHttpTable, start) == 8, "TomadaHttpTable.start at 8");
static_assert(sizeof(TomadaTimeTable) == 24, "TomadaTimeTable has 24 bytes");
static_assert(offsetof(TomadaTimeTable, struct_size) == 0, "TomadaTimeTable.struct_size at 0");
static_assert(offsetof(TomadaTimeTable, reserved) == 4, "TomadaTimeTable.reserved at 4");
static_assert(offsetof(TomadaTimeTable, now) == 8, "TomadaTimeTable.now at 8");
static_assert(offsetof(TomadaTimeTable, sleep) == 16, "TomadaTimeTable.sleep at 16");
static_assert(sizeof(TomadaLogTable) == 16, "TomadaLogTable has 16 bytes");
static_assert(offsetof(TomadaLogTable, struct_size) == 0, "TomadaLogTable.struct_size at 0");
static_assert(offsetof(TomadaLogTable, reserved) == 4, "TomadaLogTable.reserved at 4");
static_assert(offsetof(TomadaLogTable, log) == 8, "TomadaLogTable.log at 8");
static_assert(sizeof(TomadaStateTable) == 16, "TomadaStateTable has 16 bytes");
static_assert(offsetof(TomadaStateTable, struct_size) == 0, "TomadaStateTable.struct_size at 0");
static_assert(offsetof(TomadaStateTable, reserved) == 4, "TomadaStateTable.reserved at 4");
static_assert(offsetof(TomadaStateTable, start) == 8, "TomadaStateTable.start at 8");
static_assert(sizeof(TomadaEmitTable) == 16, "TomadaEmitTable has 16 bytes");
static_assert(offsetof(TomadaEmitTable, struct_size) == 0, "TomadaEmitTable.struct_size at 0");
static_assert(offsetof(TomadaEmitTable, reserved) == 4, "TomadaEmitTable.reserved at 4");
static_assert(offsetof(TomadaEmitTable, start) == 8, "TomadaEmitTable.start at 8");
static_assert(sizeof(TomadaRandomTable) == 16, "TomadaRandomTable has 16 bytes");
static_assert(offsetof(TomadaRandomTable, struct_size) == 0, "TomadaRandomTable.struct_size at 0");
static_assert(offsetof(TomadaRandomTable, reserved) == 4, "TomadaRandomTable.reserved at 4");
static_assert(offsetof(TomadaRandomTable, fill) == 8, "TomadaRandomTable.fill at 8");
static_assert(sizeof(TomadaPluginV1) == 72, "TomadaPluginV1 has 72 bytes");
static_assert(offsetof(TomadaPluginV1, magic) == 0, "TomadaPluginV1.magic at 0");
static_assert(offsetof(TomadaPluginV1, major) == 8, "TomadaPluginV1.major at 8");
static_assert(offsetof(TomadaPluginV1, minor) == 10, "TomadaPluginV1.minor at 10");
static_assert(offsetof(TomadaPluginV1, struct_size) == 12, "TomadaPluginV1.struct_size at 12");
static_assert(offsetof(TomadaPluginV1, flags) == 16, "TomadaPluginV1.flags at 16");
static_assert(offsetof(TomadaPluginV1, manifest) == 24, "TomadaPluginV1.manifest at 24");
static_assert(offsetof(TomadaPluginV1, init) == 40, "TomadaPluginV1.init at 40");
static_assert(offsetof(TomadaPluginV1, create) == 48, "TomadaPluginV1.create at 48");
static_assert(offsetof(TomadaPluginV1, deinit) == 56, "TomadaPluginV1.deinit at 56");
static_assert(offsetof(TomadaPluginV1, get_extension) == 64, "TomadaPluginV1.get_extension at 64");
static_assert(sizeof(TomadaInstance) == 16, "TomadaInstance has 16 bytes");
static_assert(offsetof(TomadaInstance, state) == 0, "TomadaInstance.state at 0");
static_assert(offsetof(TomadaInstance, table) == 8, "TomadaInstance.table at 8");
static_assert(sizeof(TomadaInstanceTable) == 32, "TomadaInstanceTable has 32 bytes");
static_assert(offsetof(TomadaInstanceTable, struct_size) == 0, "TomadaInstanceTable.struct_size at 0");
static_assert(offsetof(TomadaInstanceTable, reserved) == 4, "TomadaInstanceTable.reserved at 4");
static_assert(offsetof(TomadaInstanceTable, call) == 8, "TomadaInstanceTable.call at 8");
static_assert(offsetof(TomadaInstanceTable, stream) == 16, "TomadaInstanceTable.stream at 16");
static_assert(offsetof(TomadaInstanceTable, destroy) == 24, "TomadaInstanceTable.destroy at 24");
static_assert(sizeof(TomadaCall) == 88, "TomadaCall has 88 bytes");
static_assert(offsetof(TomadaCall, struct_size) == 0, "TomadaCall.struct_size at 0");
static_assert(offsetof(TomadaCall, attempt) == 4, "TomadaCall.attempt at 4");
static_assert(offsetof(TomadaCall, call) == 8, "TomadaCall.call at 8");
static_assert(offsetof(TomadaCall, deadline_unix_ms) == 16, "TomadaCall.deadline_unix_ms at 16");
static_assert(offsetof(TomadaCall, trace_id) == 24, "TomadaCall.trace_id at 24");
static_assert(offsetof(TomadaCall, run_id) == 40, "TomadaCall.run_id at 40");
static_assert(offsetof(TomadaCall, locale) == 56, "TomadaCall.locale at 56");
static_assert(offsetof(TomadaCall, settings) == 72, "TomadaCall.settings at 72");
#endif

/* What a plugin exports. */
extern TOMADA_EXPORT const TomadaPluginV1 tomada_plugin_v1;

#ifdef __cplusplus
}
#endif

#endif /* TOMADA_H */
