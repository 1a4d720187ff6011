/*
 * The certificates that recipes start from, themselves written as recipes.
 */
#ifndef FORGE_BASES_H
#define FORGE_BASES_H

/* The statements of a base, ended by NULL; NULL: there is none so named. */
const char *const *bases_find(const char *name);

#endif
