/* A stand-in for a library that is not here. With the version script `tomorrow.map` and the name libc.so.6 it is the C
 * library of a later year; with another name it is a library that no plugin may need (case 4). */
__attribute__((visibility("default"))) int tomorrow(void);
int tomorrow(void) { return 0; }
