/** A postal address, checked by the customs of its country: what could not be delivered is refused, all else is taken. */
import { z } from 'zod';
import { placeFault, tidyAddress, type PlaceName, type WrittenAddress } from './address-format.ts';
import { COUNTRY_CODES } from './countries.ts';
import { textLine } from './text.ts';

/** The fields by themselves, for a form that holds more; `placeChecks` belong to them. */
export const addressFields = {
	name: textLine(1, 120),
	line1: textLine(1, 120),
	line2: textLine(0, 120).optional(),
	/** Empty where the country has none. */
	postal_code: textLine(0, 16).default(''),
	city: textLine(0, 80).default(''),
	region: textLine(0, 80).optional(),
	country: z
		.string('Choose a country')
		.refine((code) => COUNTRY_CODES.includes(code), 'Give a country’s two-letter code, such as BE'),
};

const PLACES: PlaceName[] = ['postal_code', 'city', 'region'];
const isKnown = (value: unknown) => COUNTRY_CODES.includes((value as Partial<WrittenAddress>)?.country ?? '');

/** Each part of the place is asked by itself, also when other fields are wrong: all that is to mend is said at once. */
export const placeChecks = PLACES.map((name) =>
	z.refine<WrittenAddress>((address) => placeFault(address, name) === null, {
		path: [name],
		error: (issue) => placeFault(issue.input as WrittenAddress, name) ?? undefined,
		when: ({ value }) => isKnown(value),
	}),
);

export const addressInput = z
	.strictObject(addressFields)
	.check(...placeChecks)
	.overwrite(tidyAddress);
export type Address = z.infer<typeof addressInput>;
