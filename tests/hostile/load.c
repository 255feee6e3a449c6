/* Plugins that must not be opened, or must be opened although they look odd. One library for each case: the tests
 * compile this file with -D and the name of a defect, and linker options where the table says so. Defects in the bytes
 * of the file (truncated, another machine, a bad checksum) are patched in by the tests.
 *
 * case | -D                                | what it is                                  | what the host must answer
 * -----+-----------------------------------+---------------------------------------------+----------------------------
 *   4  | NEEDS_VERSION with a stand-in C   | needs GLIBC_2.99                            | refused: needs
 *      | library; IFUNC; STATIC_TLS;       | runs or breaks while it is mapped           | refused: forbidden
 *      | TEXTREL with -z notext            |                                             |
 *   5  | EXPORT=open (malloc, ...)         | exports more than its entry                 | refused: forbidden
 *   6  | ENTRY_ABSENT, ENTRY_TINY          | no entry; an entry of 16 bytes              | refused: entry
 *   6  | MAGIC=..., SIZE=0, 7, 64, 76,     | a prefix that cannot be                     | refused: entry
 *      | 0xffffffff                        |                                             |
 *   6  | LARGER                            | the table of a later minor version          | opened
 *   7  | MAJOR=0, 2, 65535                 | another major version                       | refused: version
 *   7  | MINOR=9                           | built against a later minor version         | opened
 *   8  | FLAGS=1ull<<63, FLAGS=1           | an unknown flag, required or not            | refused: needs; opened
 *   9  | MANIFEST=...                      | the table's manifest is not the section's   | refused: entry
 *  10  | INIT=NULL, CREATE=NULL,           | a required function is missing              | refused: entry
 *      | DEINIT=NULL                       |                                             |
 *  10  | INSTANCE_TABLE=...                | an instance with a table that cannot be     | opened; every run broken
 *  10  | STREAM_FUNCTION=NULL              | an optional function is missing             | opened
 *  12  | INIT_STATUS=...                   | init answers an error, or nonsense          | refused: start
 *  12  | CREATE_STATUS=...                 | create answers an error, or nonsense        | opened; every run broken
 *  12  | CREATE_NOTHING                    | create answers OK and writes nothing        | opened; every run broken
 *  14  | CONSTRUCTOR                       | code that runs while it is mapped           | opened; counted
 *  11, | CONSTRUCTOR_TOUCHES="path"        | code that runs while it is mapped, and      | sandboxed: refused, and it
 *  14, |                                   | leaves a file                               | never ran; trusted: opened
 *  18  |                                   |                                             |
 *  14  | CONSTRUCTOR_AWAITS="path"         | code that does not come back from being     | opened late; named as stuck
 *      |                                   | mapped until there is a file                |
 *  15  | INIT_STATUS=TOMADA_PANICKED       | a panic while it starts                     | refused: start
 */
#define _GNU_SOURCE
#include "hostile.h"

#ifndef MAGIC
#define MAGIC TOMADA_MAGIC
#endif
#ifndef MAJOR
#define MAJOR TOMADA_MAJOR
#endif
#ifndef MINOR
#define MINOR TOMADA_MINOR
#endif
#ifdef LARGER
#define SIZE (sizeof(TomadaPluginV1) + 3 * sizeof(void *))
#endif
#ifndef SIZE
#define SIZE sizeof(TomadaPluginV1)
#endif
#ifndef FLAGS
#define FLAGS 0
#endif
#ifndef MANIFEST
#define MANIFEST {manifest, sizeof manifest}
#endif
#ifndef INIT
#define INIT odd_init
#endif
#ifndef CREATE
#define CREATE odd_create
#endif
#ifndef DEINIT
#define DEINIT deinit
#endif
#ifndef INIT_STATUS
#define INIT_STATUS TOMADA_OK
#endif
#ifndef INIT_ERROR
#define INIT_ERROR
#endif
#ifndef CREATE_STATUS
#define CREATE_STATUS TOMADA_OK
#endif
#ifndef STREAM_FUNCTION
#define STREAM_FUNCTION instance_stream
#endif
#ifndef INSTANCE_TABLE
#define INSTANCE_TABLE {sizeof(TomadaInstanceTable), 0, instance_call, STREAM_FUNCTION, instance_destroy}
#endif

/* ------------------------------------------------------------------------------------------ what is in the file */

#ifdef EXPORT
#define QUOTED(name) QUOTED_AS_IT_IS(name)
#define QUOTED_AS_IT_IS(name) #name
TOMADA_EXPORT int exported(int argument) __asm__(QUOTED(EXPORT)); /* whatever a header says of that name */
int exported(int argument) { return argument; }
#endif

#ifdef NEEDS_VERSION
extern int tomorrow(void);
MAY_BE_UNUSED int (*const needs_tomorrow)(void) __attribute__((used)) = tomorrow;
#endif

#ifdef IFUNC
static int resolved(void) { return 0; }
static int (*resolver(void))(void) { return resolved; }
static int indirect(void) __attribute__((ifunc("resolver")));
int (*const keeps_indirect)(void) __attribute__((used)) = indirect;
#endif

#ifdef STATIC_TLS
__thread int spare __attribute__((tls_model("initial-exec"), used));
int *touches_spare(void) __attribute__((used));
int *touches_spare(void) { return &spare; }
#endif

#ifdef TEXTREL
static int target;
MAY_BE_UNUSED static int *const in_text __attribute__((used, section(".text.relocated,\"ax\",@progbits#"))) = &target;
#endif

#ifdef CONSTRUCTOR
__attribute__((constructor)) static void construct(void) { count(&counters.noted); }
#endif

#ifdef CONSTRUCTOR_TOUCHES
#include <stdio.h>
__attribute__((constructor)) static void touch(void) {
    FILE *file = fopen(CONSTRUCTOR_TOUCHES, "w");
    if (file != NULL) fclose(file);
}
#endif

#ifdef CONSTRUCTOR_AWAITS
#include <unistd.h>
__attribute__((constructor)) static void await(void) {
    while (access(CONSTRUCTOR_AWAITS, F_OK) != 0) {
    }
}
#endif

/* -------------------------------------------------------------------------------------------------- what it does */

static MAY_BE_UNUSED int32_t odd_init(const TomadaHostV1 *given_host, void **plugin, TomadaBuf *error) {
    init(given_host, plugin, error);
    (void)INIT_STATUS;
    INIT_ERROR;
    return INIT_STATUS;
}

static const TomadaInstanceTable odd_table = INSTANCE_TABLE;

static MAY_BE_UNUSED int32_t odd_create(void *plugin, TomadaSlice configuration, TomadaInstance *out,
                                        TomadaBuf *error) {
#ifndef CREATE_NOTHING
    create(plugin, configuration, out, error);
    out->table = &odd_table;
#endif
    if (CREATE_STATUS == TOMADA_FAILED)
        answer_text(error, "{\"kind\":\"unavailable\",\"message\":\"Not today.\"}");
    (void)plugin, (void)configuration, (void)out, (void)odd_table;
    return CREATE_STATUS;
}

static const struct action table[] = {{"", NULL, NULL, NULL}};
static const struct action *find_in_theme(TomadaSlice name) { return find(table, 1, name); }

#if defined(ENTRY_ABSENT)
/* Reached by nobody. */
static const TomadaPluginV1 tomada_plugin_hidden
#elif defined(ENTRY_TINY)
TOMADA_EXPORT const char tiny[16] __asm__("tomada_plugin_v1") = "16 bytes of text";
static const TomadaPluginV1 tomada_plugin_hidden
#elif defined(LARGER)
TOMADA_EXPORT const struct {
    TomadaPluginV1 known;
    void *later[3];
} larger __asm__("tomada_plugin_v1")
#else
TOMADA_EXPORT const TomadaPluginV1 tomada_plugin_v1
#endif
    __attribute__((used)) = {
#ifdef LARGER
        {
#endif
            MAGIC, MAJOR, MINOR, SIZE, FLAGS, MANIFEST, INIT, CREATE, DEINIT, NULL,
#ifdef LARGER
        },
        {(void *)8, (void *)16, (void *)24}
#endif
};
