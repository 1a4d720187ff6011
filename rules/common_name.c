#include "common_name.h"

bool
common_name_get(struct common_name *out, const struct el_cert *cert)
{
	out->attribute = el_name_attribute(&cert->subject, EL_OID_CN);
	if (out->attribute == NULL)
		return false;
	out->text = el_attribute_text(out->attribute, out->buffer,
	    sizeof(out->buffer));
	return out->text.size > 0;
}

struct el_bytes
common_name_lasting(const struct common_name *name, const char *shown)
{
	if (name->text.data == (const uint8_t *)name->buffer)
		return el_bytes_of(shown);
	return name->text;
}
