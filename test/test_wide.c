#include "check.h"

#include "base/wide.h"

/* Products and quotients of words near the ends of what fits. */
static const uint64_t words[] = { 0, 1, 2, 3, UINT32_MAX - 1, UINT32_MAX,
	UINT64_C(1) << 32, (UINT64_C(1) << 32) + 1, UINT64_C(0x123456789abcdef),
	UINT64_C(1) << 63, (UINT64_C(1) << 63) + 1, UINT64_MAX - 1,
	UINT64_MAX };

enum { WORDS = sizeof(words) / sizeof(words[0]) };

/* As on paper, a bit of one number at a time. */
static struct wide
slow_product(uint64_t a, uint64_t b)
{
	struct wide sum = { 0, 0 };

	for (int bit = 63; bit >= 0; bit--) {
		sum.high = sum.high << 1 | sum.low >> 63;
		sum.low <<= 1;
		if ((b >> bit & 1) != 0)
			sum = wide_sum(sum, (struct wide){ a, 0 });
	}
	return sum;
}

static void
test_products(void)
{
	for (size_t i = 0; i < WORDS; i++)
		for (size_t k = 0; k < WORDS; k++) {
			struct wide made = wide_product(words[i], words[k]);
			struct wide slow = slow_product(words[i], words[k]);

			CHECK(made.low == slow.low && made.high == slow.high);
		}
}

static void
test_sums(void)
{
	struct wide sum = wide_sum((struct wide){ UINT64_MAX, 1 },
	    (struct wide){ 1, 2 });

	CHECK(sum.low == 0 && sum.high == 4);
	CHECK(wide_is_at_most(sum, sum));
	CHECK(wide_is_at_most((struct wide){ UINT64_MAX, 3 }, sum));
	CHECK(!wide_is_at_most((struct wide){ 1, 4 }, sum));
}

/* quotient * divisor + rest is the number, and the rest less than divisor. */
static void
test_quotients(void)
{
	for (size_t i = 0; i < WORDS; i++)
		for (size_t k = 0; k < WORDS; k++)
			for (size_t d = 1; d < WORDS; d++) {
				struct wide number = { words[i], words[k] };
				uint64_t made = wide_quotient(number,
				    words[d]);
				struct wide back = wide_product(made,
				    words[d]);
				struct wide end = wide_sum(back,
				    (struct wide){ words[d] - 1, 0 });

				if (number.high >= words[d])
					CHECK(made == UINT64_MAX);
				else
					CHECK(wide_is_at_most(back, number) &&
					    wide_is_at_most(number, end));
			}
}

const struct test tests_wide[] = {
	{ "wide: products, as on paper", test_products },
	{ "wide: sums carry", test_sums },
	{ "wide: quotients, by their products", test_quotients },
	{ NULL, NULL },
};
