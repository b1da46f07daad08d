/** The cast of every test's story: Ana the potter sells, Ben and Cleo buy, Dana is admin. Made by the rooms' own commands. */
import type { Actor, Guest, Shopper } from '#accounts/actor.ts';
import { makeGuest } from '#accounts/server/make-guest.ts';
import { register } from '#accounts/server/register.ts';
import { setRole } from '#accounts/server/steps.ts';
import { login } from '#accounts/server/login.ts';
import type { NewProductInput, ProductView } from '#catalog/product.ts';
import { createProduct } from '#catalog/server/create-product.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import type { Address, CheckoutView } from '#orders/order.ts';
import { capturePayment } from '#orders/server/jobs.ts';
import { placeOrder } from '#orders/server/place-order.ts';
import { paymentOfCard } from '#payments/payment.ts';

export type Person = {
	actor: Actor;
	email: string;
	password: string;
	/** For a request's Cookie header. */
	cookie: string;
};

/** An address in the network of another test, so that their limits do not meet. */
export function someAddress(): string {
	const part = () => Math.floor(Math.random() * 0xffff).toString(16);
	return `2001:db8:${part()}:${part()}::1`;
}

/** Somebody new of that name (and a number: names are unique), signed in. */
export async function signUp(name = 'ben'): Promise<Person> {
	const username = `${name.toLowerCase()}-${newId().slice(-12)}`;
	const email = `${username}@example.test`;
	const password = `the ${username} password`;
	const made = await register(
		{ username, email, password },
		{ address: someAddress(), userAgent: 'Marketday tests' },
	);
	return {
		actor: { id: made.user.id, username, role: 'user', emailVerified: false, sessionId: made.sessionId },
		email,
		password,
		cookie: made.cookie.header.split(';')[0]!,
	};
}

/** Dana, who looks after the market. */
export async function signUpAdmin(name = 'dana'): Promise<Person> {
	const person = await signUp(name);
	await transaction((tx) => setRole(tx, person.actor.id, 'admin'));
	const { email, password } = person;
	const again = await login({ email, password }, { address: someAddress(), userAgent: 'Marketday tests' });
	return {
		...person,
		actor: { ...person.actor, role: 'admin', sessionId: again.sessionId },
		cookie: again.cookie.header.split(';')[0]!,
	};
}

/** Somebody without an account, and what their browser sends. */
export async function passBy(): Promise<{ guest: Guest; cookie: string }> {
	const { guest, cookie } = await makeGuest({ address: someAddress() });
	return { guest, cookie: `${cookie.name}=${cookie.value}` };
}

/** Something on sale in the person's shop, which opens with the first: a bowl at €24.50 of which there are three. */
export async function listProduct(
	person: Person,
	product: Partial<NewProductInput> = {},
): Promise<ProductView> {
	return await createProduct(person.actor, {
		name: 'A bowl with a celadon glaze',
		description: 'Thrown on the wheel, fired twice.',
		price: 2450,
		category: 'ceramics',
		...(!product.variants && { stock: 3 }),
		...product,
	});
}

export const someStreet: Address = {
	name: 'Ben Buyer',
	line1: '12 Canal Street',
	postal_code: '9000',
	city: 'Ghent',
	country: 'BE',
};

/** Somebody who buys without ever having signed up: quick, for crowds. */
export function anybody(): Actor {
	return { id: newId(), username: 'passer-by', role: 'user', emailVerified: true, sessionId: null };
}

/** A purchase by the rooms' own command, not yet charged; the card pays at once unless told otherwise. */
export async function placeOrderFor(
	actor: Shopper,
	items: { variant_id?: string; product_id?: string; quantity: number }[],
	{ card = '4242424242424242', key }: { card?: string; key?: string } = {},
): Promise<CheckoutView> {
	const input = { items, shipping_address: someStreet, payment: paymentOfCard(card) };
	const answer = await placeOrder(actor, input, key);
	return JSON.parse(answer.body) as CheckoutView;
}

/** Does what the worker does about a checkout's payment: charges the card and settles what the provider says. */
export async function chargeCheckout(checkoutId: string): Promise<void> {
	const { id } = await db
		.selectFrom('payments')
		.select('id')
		.where('checkout_id', '=', checkoutId)
		.executeTakeFirstOrThrow();
	await capturePayment({ payment_id: id });
}

/** A purchase that is paid. */
export async function buy(
	actor: Shopper,
	items: { variant_id?: string; product_id?: string; quantity: number }[],
): Promise<CheckoutView> {
	const checkout = await placeOrderFor(actor, items);
	await chargeCheckout(checkout.id);
	return checkout;
}
