/* Wakers that are woken too often, too late, from elsewhere, or never given back.
 *
 * case | action               | what it does                                           | what the host must answer
 * -----+----------------------+--------------------------------------------------------+----------------------------
 *  24  | storm                | wakes itself in every poll, for ever                   | paused, counted; freed when
 *      |                      |                                                        | dropped
 *  24  | storm_that_ends      | the same for as many polls as input, then answers      | the answer
 *  25  | wakes_twice          | wakes twice in one poll, then answers                  | the answer
 *  25  | wakes_from_thread    | wakes from a thread of its own (against the rules)     | the answer
 *  25  | wakes_a_million      | wakes 1,000,000 times in one poll, then answers        | the answer
 *  25  | wakes_after_ready    | keeps copies of the waker, answers, and wakes later:   | nothing happens
 *      | wakes_kept           | `wakes_kept` wakes every copy ever kept, of operations |
 *      |                      | answered, dropped, and of instances destroyed          |
 *  25  | waits_quietly        | pending for ever, without any waker                    | is woken by nobody else's
 *  25  | wakes_in_drop        | wakes while it is dropped                              | nothing happens
 *  25  | consumes_lent        | gives up the waker that was only lent, 100 times       | the answer
 *  26  | drops_without_waking | clones and drops without waking, 1,000 times           | the answer
 *  26  | leaks                | clones 1,000 times, gives none up                      | the answer, nothing leaks
 *   6  | checks_waker         | looks at the table that it was given                   | true
 */
#include "hostile.h"

#include <pthread.h>

enum { KEPT_MAX = 4096 };
static TomadaWaker kept[KEPT_MAX];
static atomic_long kept_len;

static void keep(const TomadaWaker *waker) {
    long index = atomic_fetch_add(&kept_len, 1);
    if (index < KEPT_MAX) waker->table->clone(waker->data, &kept[index]);
}

static int32_t storm(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)out;
    waker->table->wake_by_ref(waker->data);
    return TOMADA_PENDING;
}

static int32_t storm_that_ends(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    return run->polls > run->number ? answer_number(out, run->polls) : storm(run, waker, out);
}

/* Does `action` in the first poll, which stays pending, and answers in the second. */
#define IN_FIRST_POLL(name, action)                                                                            \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        if (run->polls > 1) return answer_text(out, "true");                                                   \
        action;                                                                                                \
        return TOMADA_PENDING;                                                                                 \
    }
#define TIMES(number, action)                                                                                  \
    for (long turn = 0; turn < (number); turn++) action

IN_FIRST_POLL(wakes_twice, TIMES(2, waker->table->wake_by_ref(waker->data)))
IN_FIRST_POLL(wakes_a_million, TIMES(1000000, waker->table->wake_by_ref(waker->data)))
IN_FIRST_POLL(consumes_lent, TIMES(100, waker->table->wake(waker->data)))

static void *wake_elsewhere(void *owned) {
    TomadaWaker *waker = owned;
    waker->table->wake(waker->data);
    free(waker);
    return NULL;
}

static void start_thread(const TomadaWaker *waker) {
    pthread_t thread;
    TomadaWaker *owned = malloc(sizeof *owned);
    waker->table->clone(waker->data, owned);
    if (!pthread_create(&thread, NULL, wake_elsewhere, owned)) pthread_detach(thread);
}

IN_FIRST_POLL(wakes_from_thread, start_thread(waker))

static void clone_and_drop(const TomadaWaker *waker) {
    TomadaWaker owned = {0};
    waker->table->clone(waker->data, &owned);
    owned.table->drop(owned.data);
}

static int32_t drops_without_waking(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run;
    TIMES(1000, clone_and_drop(waker));
    return answer_text(out, "true");
}

static int32_t leaks(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    TomadaWaker lost;
    (void)run;
    TIMES(1000, waker->table->clone(waker->data, &lost));
    return answer_text(out, "true");
}

static int32_t wakes_after_ready(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run;
    keep(waker);
    return answer_text(out, "true");
}

/* As `wakes_after_ready`, but it never answers: the host drops it while a copy of the waker is kept. */
static int32_t wakes_after_drop(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)out;
    keep(waker);
    return TOMADA_PENDING;
}

/* As `wakes_after_ready`, but the instance goes too. */
static int32_t wakes_after_destroy(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)out;
    keep(waker);
    return TOMADA_PANICKED;
}

static int32_t wakes_kept(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    long len = atomic_load(&kept_len);
    for (long index = 0; index < len && index < KEPT_MAX; index++)
        TIMES(3, kept[index].table->wake_by_ref(kept[index].data));
    return answer_number(out, len);
}

static int32_t waits_quietly(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker, (void)out;
    return TOMADA_PENDING;
}

static void wake_while_dropped(struct run *run) {
    TIMES(3, run->waker.table->wake_by_ref(run->waker.data));
}

static int32_t wakes_in_drop(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    keep_waker(run, waker);
    run->on_drop = wake_while_dropped;
    return answer_text(out, "true");
}

static int32_t checks_waker(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    const TomadaWakerTable *table = waker->table;
    (void)run;
    int whole = table && table->struct_size >= sizeof *table && table->struct_size % 8 == 0 && !table->reserved
                && table->clone && table->wake && table->wake_by_ref && table->drop;
    return answer_text(out, whole ? "true" : "false");
}

static const struct action table[] = {
    ACTION(storm),
    ACTION(storm_that_ends),
    ACTION(wakes_twice),
    ACTION(wakes_a_million),
    ACTION(consumes_lent),
    ACTION(wakes_from_thread),
    ACTION(drops_without_waking),
    ACTION(leaks),
    ACTION(wakes_after_ready),
    ACTION(wakes_after_drop),
    ACTION(wakes_after_destroy),
    ACTION(wakes_kept),
    ACTION(waits_quietly),
    ACTION(wakes_in_drop),
    ACTION(checks_waker),
};

ENTRY(table);
