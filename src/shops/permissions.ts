/**
 * Who may do what in a shop, in one table: pages, endpoints, streams and commands all ask it. An owner is whose account the shop
 * belongs to; managers and packers are staff by invitation.
 */
export const SHOP_ROLES = ['owner', 'manager', 'packer'] as const;
export type ShopRole = (typeof SHOP_ROLES)[number];
export type StaffRole = Exclude<ShopRole, 'owner'>;

const everybody = SHOP_ROLES;
const managers = ['owner', 'manager'] as const;
const owner = ['owner'] as const;

export const shopActs = {
	'orders.read': everybody,
	'orders.pack': everybody,
	'orders.cancel': managers,
	'orders.refund': managers,
	'products.read': everybody,
	'products.edit': managers,
	'stock.change': everybody,
	'delivery.edit': managers,
	'coupons.edit': managers,
	'money.read': managers,
	'payouts.change': owner,
	'shop.edit': managers,
	'staff.read': everybody,
	'staff.manage': owner,
} as const satisfies Record<string, readonly ShopRole[]>;

export type ShopAct = keyof typeof shopActs;

export function mayDo(role: ShopRole, act: ShopAct): boolean {
	return (shopActs[act] as readonly ShopRole[]).includes(role);
}

/** For a page, which shows no more than its reader may use. */
export function actsOf(role: ShopRole): ShopAct[] {
	return (Object.keys(shopActs) as ShopAct[]).filter((act) => mayDo(role, act));
}

export const roleNames: Record<ShopRole, string> = { owner: 'Owner', manager: 'Manager', packer: 'Packer' };

export const roleWords: Record<ShopRole, string> = {
	owner: 'Everything, with payouts and staff.',
	manager: 'Products, orders, refunds, coupons, delivery and the books. Not payouts and staff.',
	packer: 'Sees orders, packs and sends them, counts stock. No refunds, no books, no products.',
};
