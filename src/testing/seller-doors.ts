/**
 * Every door behind which a shop works, and what one needs to be let in: a row for each load, action and endpoint.
 * `src/routes/sell/access.test.ts` finds the doors by itself, and fails for one that has no row here.
 */
import { addPicture } from '#catalog/server/add-picture.ts';
import { newId } from '#lib/ids.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { shipOrder } from '#orders/server/ship-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { transaction } from '#lib/server/db.ts';
import type { ShopAct, StaffRole } from '#shops/permissions.ts';
import { inviteStaff } from '#shops/server/invite-staff.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { seatOf } from '#shops/server/queries/seats.ts';
import { addStaff } from '#shops/server/steps/add-staff.ts';
import { saveShippingProfile } from '#shops/server/save-shipping-profile.ts';
import { buy, listProduct, signUp, type Person } from './cast.ts';

export type Row = {
	/** What a role must allow; `signed in` for what touches no shop. */
	act: ShopAct | 'signed in';
	/** The thing it is about: its id stands in the path, and others' is not there. */
	about?: (ana: Person) => Promise<Subject>;
	/** An action's fields, or an endpoint's body. */
	fields?: (about: Subject) => Record<string, string | File>;
	body?: (about: Subject) => unknown;
};
export type Subject = { id: string } & Record<string, string>;

/** Takes somebody on as staff. */
export async function hire(owner: Person, name: string, role: StaffRole): Promise<Person> {
	const person = await signUp(name);
	const seat = await seatOf(owner.actor);
	await transaction((tx) => addStaff(tx, seat!.shop.id, { ...person.actor, role }));
	return person;
}

/** What a photograph begins with; whether it can be shown is a worker's to find out. */
const photograph = Buffer.from('ffd8ffe000104a46494600010100', 'hex');

const aProduct = async (ana: Person): Promise<Subject> => {
	const { id, variants } = await listProduct(ana);
	return { id, variant: variants[0]!.id };
};
const aPicture = async (ana: Person): Promise<Subject> => {
	const product = await aProduct(ana);
	const picture = await addPicture(ana.actor, product.id, { bytes: photograph, alt: 'A bowl' });
	return { ...product, picture };
};
const anOrder = async (ana: Person): Promise<Subject> => {
	const [ben, product] = [await signUp('ben'), await listProduct(ana)];
	const { orders } = await buy(ben.actor, [{ product_id: product.id, quantity: 1 }]);
	const order = await findOrder(ben.actor, orders[0]!.id);
	return { id: order.id, line: order.items[0]!.line_id };
};
const anAcceptedOrder = async (ana: Person): Promise<Subject> => {
	const order = await anOrder(ana);
	await acceptOrder(ana.actor, order.id);
	return order;
};
const aSentOrder = async (ana: Person): Promise<Subject> => {
	const order = await anAcceptedOrder(ana);
	await shipOrder(ana.actor, order.id, { carrier: 'bpost', tracking_code: '' });
	return order;
};
const zone = { countries: null, first: 450, further: 100, free_over: null, days_min: 1, days_max: 3 };
/** One that the shop has already, if it has: there may not be many. */
const aProfile = async (ana: Person): Promise<Subject> => {
	const { shop } = (await seatOf(ana.actor))!;
	const [had] = await shippingProfilesOf([shop.id]);
	const made = { name: 'Post', is_default: false, zones: [zone] };
	return { id: (had ?? (await saveShippingProfile(ana.actor, made))).id };
};
const aCoupon = async (ana: Person): Promise<Subject> => {
	const code = `C${newId().slice(-12)}`;
	const coupon = { code, kind: 'percent' as const, value: 1000, minimum: 0, ends_at: null };
	return { id: (await makeCoupon(ana.actor, { ...coupon, max_uses: null, max_uses_per_buyer: null })).id };
};
const aPacker = async (ana: Person): Promise<Subject> => ({
	id: (await hire(ana, 'pia', 'packer')).actor.id,
});
const anInvitation = async (ana: Person): Promise<Subject> => ({
	id: await inviteStaff(ana.actor, { email: `${newId()}@example.test`, role: 'packer' }),
});

const aBowl = { name: 'A jug', description: 'Thrown.', price: 1200, category: 'ceramics', stock: 2 };
const aShop = { name: 'Ana’s pots', tagline: '', story: '', town: '', country: '' };
const colours = { colour_a: '#c8452d', colour_b: '#faf6ee' };
const variantFields = ({ variant }: Subject) => ({
	'variants.0.id': variant!,
	'variants.0.price': '25',
	'variants.0.stock': '3',
	'variants.0.stock_was': '3',
	'variants.0.offered': 'on',
});
const productForm = { name: 'A jug', description: 'Thrown.', category: 'ceramics' };
const profileForm = {
	name: 'Post',
	'zones.0.where': 'everywhere',
	'zones.0.first': '4.50',
	'zones.0.further': '1',
	'zones.0.days_min': '1',
	'zones.0.days_max': '3',
};
const email = () => `${newId()}@example.test`;

export const doors: Record<string, Row> = {
	'sell/+page load': { act: 'products.read' },
	'sell/+page ?/sit': { act: 'signed in', fields: () => ({ shop: newId() }) },
	'sell/+page ?/step': {
		act: 'stock.change',
		about: aProduct,
		fields: ({ id, variant }) => ({ product: id, variant: variant!, by: '1' }),
	},
	'sell/coupons/+page load': { act: 'coupons.edit' },
	'sell/coupons/+page ?/make': {
		act: 'coupons.edit',
		fields: () => ({ code: `C${newId().slice(-12)}`, kind: 'percent', value: '10' }),
	},
	'sell/coupons/+page ?/stop': { act: 'coupons.edit', about: aCoupon, fields: ({ id }) => ({ coupon: id }) },
	'sell/delivery/+page load': { act: 'delivery.edit' },
	'sell/delivery/new/+page load': { act: 'delivery.edit' },
	'sell/delivery/new/+page ?/draft': { act: 'signed in', fields: () => ({ do: 'zone' }) },
	'sell/delivery/new/+page ?/save': { act: 'delivery.edit', fields: () => profileForm },
	'sell/delivery/[id]/+page load': { act: 'delivery.edit', about: aProfile },
	'sell/delivery/[id]/+page ?/draft': { act: 'signed in', fields: () => ({ do: 'zone' }) },
	'sell/delivery/[id]/+page ?/save': {
		act: 'delivery.edit',
		about: aProfile,
		fields: () => profileForm,
	},
	'sell/delivery/[id]/+page ?/remove': { act: 'delivery.edit', about: aProfile },
	'sell/money/+page load': { act: 'money.read' },
	'sell/money/+page ?/account': { act: 'payouts.change', fields: () => ({ account: 'acct_1' }) },
	'sell/money/statement.csv GET': { act: 'money.read' },
	'sell/orders/+page load': { act: 'orders.read' },
	'sell/orders/[id]/+page load': { act: 'orders.read', about: anOrder },
	'sell/orders/[id]/+page ?/accept': { act: 'orders.pack', about: anOrder },
	'sell/orders/[id]/+page ?/ship': {
		act: 'orders.pack',
		about: anAcceptedOrder,
		fields: () => ({ carrier: 'bpost', tracking_code: '' }),
	},
	'sell/orders/[id]/+page ?/refund': {
		act: 'orders.refund',
		about: aSentOrder,
		fields: ({ line }) => ({ key: newId(), reason: 'A crack', [`line.${line}`]: '1' }),
	},
	'sell/orders/[id]/+page ?/cancel': {
		act: 'orders.cancel',
		about: anOrder,
		fields: () => ({ reason: 'Broke in the kiln' }),
	},
	'sell/products/new/+page load': { act: 'products.edit' },
	'sell/products/new/+page ?/list': {
		act: 'products.edit',
		fields: () => ({
			...productForm,
			'variants.0.price': '25',
			'variants.0.stock': '1',
			'variants.0.offered': 'on',
		}),
	},
	'sell/products/new/+page ?/grid': { act: 'signed in', fields: () => productForm },
	'sell/products/[id]/+page load': { act: 'products.edit', about: aProduct },
	'sell/products/[id]/+page ?/details': { act: 'products.edit', about: aProduct, fields: () => productForm },
	'sell/products/[id]/+page ?/variants': { act: 'products.edit', about: aProduct, fields: variantFields },
	'sell/products/[id]/+page ?/grid': { act: 'signed in', fields: () => ({ 'axes.0.name': 'Size' }) },
	'sell/products/[id]/+page ?/step': {
		act: 'stock.change',
		about: aProduct,
		fields: ({ variant }) => ({ variant: variant!, by: '1' }),
	},
	'sell/products/[id]/+page ?/picture': {
		act: 'products.edit',
		about: aProduct,
		fields: () => ({
			alt: 'A bowl',
			picture: new File([photograph], 'bowl.jpg', { type: 'image/jpeg' }),
		}),
	},
	'sell/products/[id]/+page ?/alt': {
		act: 'products.edit',
		about: aPicture,
		fields: ({ picture }) => ({ picture: picture!, alt: 'A blue bowl' }),
	},
	'sell/products/[id]/+page ?/move': {
		act: 'products.edit',
		about: aPicture,
		fields: ({ picture }) => ({ picture: picture!, way: 'later' }),
	},
	'sell/products/[id]/+page ?/unpicture': {
		act: 'products.edit',
		about: aPicture,
		fields: ({ picture }) => ({ picture: picture! }),
	},
	'sell/products/[id]/+page ?/remove': { act: 'products.edit', about: aProduct },
	'sell/shop/+page load': { act: 'shop.edit' },
	'sell/shop/+page ?/save': { act: 'shop.edit', fields: () => ({ ...aShop, ...colours }) },
	'sell/shop/+page ?/open': { act: 'signed in', fields: () => ({ ...aShop, ...colours }) },
	'sell/staff/+page load': { act: 'staff.read' },
	'sell/staff/+page ?/invite': { act: 'staff.manage', fields: () => ({ email: email(), role: 'packer' }) },
	'sell/staff/+page ?/withdraw': {
		act: 'staff.manage',
		about: anInvitation,
		fields: ({ id }) => ({ invitation: id }),
	},
	'sell/staff/+page ?/role': {
		act: 'staff.manage',
		about: aPacker,
		fields: ({ id }) => ({ member: id, role: 'manager' }),
	},
	'sell/staff/+page ?/leave': { act: 'staff.manage', about: aPacker, fields: ({ id }) => ({ member: id }) },

	'api/products POST': { act: 'products.edit', body: () => aBowl },
	'api/products/[id] PUT': { act: 'products.edit', about: aProduct, body: () => ({ name: 'A cup' }) },
	'api/products/[id] DELETE': { act: 'products.edit', about: aProduct },
	'api/orders/[id]/accept POST': { act: 'orders.pack', about: anOrder },
	'api/orders/[id]/ship POST': {
		act: 'orders.pack',
		about: anAcceptedOrder,
		body: () => ({ carrier: 'bpost' }),
	},
	'api/orders/[id]/cancel POST': {
		act: 'orders.cancel',
		about: anOrder,
		body: () => ({ reason: 'A crack' }),
	},
	'api/orders/[id]/refunds POST': {
		act: 'orders.refund',
		about: aSentOrder,
		body: ({ line }) => ({ lines: [{ line_id: line, quantity: 1, restock: false }], reason: 'A crack' }),
	},
	'api/shop/coupons GET': { act: 'coupons.edit' },
	'api/shop/coupons POST': {
		act: 'coupons.edit',
		body: () => ({ code: `C${newId().slice(-12)}`, kind: 'percent', value: 1000 }),
	},
	'api/shop/coupons/[id]/stop POST': { act: 'coupons.edit', about: aCoupon },
	'api/shop/shipping-profiles GET': { act: 'delivery.edit' },
	'api/shop/shipping-profiles POST': { act: 'delivery.edit', body: () => ({ name: 'Post', zones: [zone] }) },
	'api/shop/shipping-profiles/[id] PUT': {
		act: 'delivery.edit',
		about: aProfile,
		body: () => ({ name: 'Parcels', zones: [zone] }),
	},
	'api/shop/shipping-profiles/[id] DELETE': { act: 'delivery.edit', about: aProfile },
	'api/shop/statement GET': { act: 'money.read' },
	'api/shop/staff GET': { act: 'staff.read' },
	'api/shop/staff/[id] PUT': { act: 'staff.manage', about: aPacker, body: () => ({ role: 'manager' }) },
	'api/shop/staff/[id] DELETE': { act: 'staff.manage', about: aPacker },
	'api/shop/staff/invitations GET': { act: 'staff.manage' },
	'api/shop/staff/invitations POST': {
		act: 'staff.manage',
		body: () => ({ email: email(), role: 'packer' }),
	},
	'api/shop/staff/invitations/[id] DELETE': { act: 'staff.manage', about: anInvitation },
};
