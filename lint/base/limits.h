/*
 * How much edgelint takes in.  Each maximum is far above what an Edge server
 * or a CA makes, and keeps what a hostile input can cost within bounds.
 */
#ifndef LINT_BASE_LIMITS_H
#define LINT_BASE_LIMITS_H

enum {
	/* One file: a bundle of ten thousand certificates is about 20 MB. */
	LIMIT_INPUT = 64 * 1024 * 1024,
	/* Files and folders in one folder: their names are sorted in memory. */
	LIMIT_FOLDER_ENTRIES = 1000000,
	/* Folders in each other; each is kept open with its list. */
	LIMIT_FOLDER_DEPTH = 64,
	/* A name in a list of files; Linux takes paths of 4,096. */
	LIMIT_FILE_NAME = 16 * 1024,
	/* PEM blocks of one file; each takes a line of every report. */
	LIMIT_BLOCKS = 100000,
	/* Certificates of one file, containers and all. */
	LIMIT_CERTIFICATES = 100000,
	/* Nesting of indefinite lengths, pieces of strings and bags within
	 * bags; containers need six. */
	LIMIT_BER_DEPTH = 16,
	/* Passwords that are tried on each PKCS#12 file. */
	LIMIT_PASSWORDS = 8,
	/* Hash computations for one password of one file: about 1.7 s where a
	 * million iterations of PBKDF2 with SHA-512, four each, take 1.2 s.
	 * Windows and OpenSSL ask for some thousand iterations; what asks for
	 * 600,000 of PBKDF2 twice, for MAC and certificates, is read. */
	LIMIT_HASHES = 6000000,
	/* A password in UTF-8, and what PKCS#12 makes of it. */
	LIMIT_PASSWORD = 1024,
	LIMIT_PASSWORD_BMP = 2 * LIMIT_PASSWORD + 2,
	/* The salt of a key derivation; 8 to 64 octets are in use. */
	LIMIT_SALT = 1024,
	/* A profile or another JSON file. */
	LIMIT_JSON = 4 * 1024 * 1024,
	/* Profiles of a stream that are kept for the records that follow;
	 * each takes some hundred kB. */
	LIMIT_STREAM_PROFILES = 16,
	/* Nesting of JSON; profiles need four. */
	LIMIT_JSON_DEPTH = 32,
	/* Values in one JSON text: all lists of a profile, filled up. */
	LIMIT_JSON_VALUES = 200000,
	/* Names in all lists of one part.  Windows' CA stops at 4 kB of them; the bound
	 * keeps a list made to collide in the match table to 0.1 s. */
	LIMIT_NAMES = 10000,
	/* Attributes in a Name, entries of other lists. */
	LIMIT_LIST = 4096,
	/* Room for the attributes of all Names in one part. */
	LIMIT_ATTRIBUTES = 65536,
	/* Extensions; each is compared with those before it. */
	LIMIT_EXTENSIONS = 512,
	/* Faults that a view keeps of one certificate. */
	LIMIT_FAULTS = 100,
	/* Findings about inputs that a run keeps until its end. */
	LIMIT_RUN_FINDINGS = 1000,
	/* What putting together the chains of one input may cost, in about
	 * microseconds (lint/view/verify.h): four seconds. */
	LIMIT_CHAIN_WORK = 4000000,
	/* Nodes of a pool: the products support a dozen and a half. */
	LIMIT_POOL_NODES = 1000,
	/* Names in one list of a profile. */
	LIMIT_PROFILE_NAMES = 10000,
};

#endif
