/** A product's form as people fill it in: amounts as typed, counts as text, turned into what the command takes. */
import { z } from 'zod';
import type { NewProductInput } from '#catalog/product.ts';
import { newProductInput } from '#catalog/product.ts';
import { checkInput } from '#lib/check-input.ts';
import { parseMoney } from '#lib/money.ts';
import { Refusal } from '#lib/refusal.ts';

export const productFields = z.strictObject({
	name: z.string(),
	description: z.string(),
	price: z.string().max(20),
	category: z.string(),
	/** Absent where there is nothing to choose; empty for the shop's default. */
	shipping_profile: z.string().max(26).optional(),
});
export const newProductFields = productFields.extend({ stock: z.string().max(20) });

/** @throws {Refusal} invalid_input, with every field that is wrong at once */
export function readNewProduct(fields: z.infer<typeof newProductFields>, currency: string): NewProductInput {
	return checkInput(newProductInput, {
		...fields,
		...typedProfile(fields.shipping_profile),
		price: typedAmount(fields.price, currency),
		stock: typedCount(fields.stock),
	});
}

/** Minor units; what is no amount becomes what the schema refuses by name. */
export function typedAmount(text: string, currency: string): number {
	const amount = parseMoney(text, currency);
	if (amount === null)
		throw new Refusal('invalid_input', { errors: { price: 'Write the price like 24.50' } });
	return amount;
}

/** What the form says of the delivery; nothing when it does not ask. */
export const typedProfile = (text: string | undefined) =>
	text === undefined ? {} : { shipping_profile: text || null };

export function typedCount(text: string, field = 'stock'): number {
	if (!/^\d{1,6}$/.test(text.trim()))
		throw new Refusal('invalid_input', { errors: { [field]: 'Write a whole number such as 3' } });
	return Number(text);
}
