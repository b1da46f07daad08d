/** The addresses that a member keeps, to buy without writing them again. */
import { z } from 'zod';
import { addressFields, addressInput, placeChecks, type Address } from '#lib/address.ts';
import { tidyAddress } from '#lib/address-format.ts';
import { checkInput } from '#lib/check-input.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { textLine } from '#lib/text.ts';

export const MOST_ADDRESSES = 20;

/** "Home", "The studio"; empty for none. */
const label = textLine(0, 40).default('');

export const savedAddressInput = z
	.strictObject({
		...addressFields,
		label,
		/** The first is the default by itself, and one is as long as there are any: another takes its place. */
		is_default: z.boolean('Say true or false').default(false),
	})
	.check(...placeChecks)
	.overwrite(tidyAddress);
export type SavedAddressInput = z.infer<typeof savedAddressInput>;

/** The same from a page, where a box that is not ticked is not sent. */
export const savedAddressForm = z
	.strictObject({ ...addressFields, label, is_default: z.literal('on').optional() })
	.check(...placeChecks);

export function savedAddressOf(form: z.infer<typeof savedAddressForm>): SavedAddressInput {
	return tidyAddress({ ...form, is_default: form.is_default === 'on' });
}

export const savedAddressView = z
	.object({
		id: z.string(),
		label: z.string(),
		name: z.string(),
		line1: z.string(),
		line2: z.string().optional(),
		postal_code: z.string().describe('Empty where the country has none'),
		city: z.string(),
		region: z.string().optional(),
		country: z.string().describe('ISO 3166-1 alpha-2'),
		is_default: z.boolean(),
		last_used_at: z.iso.datetime().nullable(),
	})
	.meta({ id: 'SavedAddress' });
export type SavedAddress = z.infer<typeof savedAddressView>;

/** What AddressChoice posts: the fields count when no address of the book is chosen. */
export const addressChoiceFields = {
	address_id: z.union([z.literal(''), z.string().regex(ID_PATTERN, 'Choose an address')]).optional(),
	save_address: z.literal('on').optional(),
	name: z.string().optional(),
	line1: z.string().optional(),
	line2: z.string().optional(),
	postal_code: z.string().optional(),
	city: z.string().optional(),
	region: z.string().optional(),
	country: z.string().optional(),
};
type ChoiceForm = z.infer<z.ZodObject<typeof addressChoiceFields>>;

export type AddressChoice = { id: string } | { address: Address; save: boolean };

/** @throws {Refusal} invalid_input by field, when another address is given and something is wrong with it */
export function readAddressChoice(form: ChoiceForm): AddressChoice {
	const { address_id: id, save_address: save, name, line1, line2, postal_code, city, region, country } = form;
	if (id) return { id };
	const given = {
		name,
		line1,
		postal_code,
		city,
		country,
		...(line2 && { line2 }),
		...(region && { region }),
	};
	return { address: checkInput(addressInput, given), save: save === 'on' };
}

/** Only what a parcel needs, without what the book says of it. */
export function addressOnly(saved: Address): Address {
	const { name, line1, line2, postal_code, city, region, country } = saved;
	return { name, line1, postal_code, city, country, ...(line2 && { line2 }), ...(region && { region }) };
}
