/*
 * From a recipe to the octets of a certificate or request.
 */
#ifndef FORGE_MINT_H
#define FORGE_MINT_H

#include "recipe.h"

/* The certificate; the same recipe always gives the same octets. */
bool mint_certificate(struct der *out, const struct recipe *recipe,
    struct mistake *error);

/* The same as a PEM block. */
bool mint_pem(struct der *out, const struct recipe *recipe,
    struct mistake *error);

#endif
