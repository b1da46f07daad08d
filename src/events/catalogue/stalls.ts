/** What happens to shops, products and their stock. */
import { z } from 'zod';
import { formatMoney } from '../../lib/money.ts';
import { event, id, money, tellWaiting } from './shape.ts';

const aboutShop = z.object({ user_id: id, name: z.string(), slug: z.string() });
const aboutCoupon = z.object({
	shop_id: id,
	shop_name: z.string(),
	code: z.string(),
	used: z.int(),
	max_uses: z.int().nullable(),
});
const usesOf = (d: z.infer<typeof aboutCoupon>) =>
	d.max_uses ? `${d.used} of ${d.max_uses}` : String(d.used);
const aboutProduct = z.object({
	shop_id: id,
	shop_name: z.string(),
	name: z.string(),
	slug: z.string(),
	price: money,
});

export const stalls = {
	'shop.opened': event({
		v: 1,
		entity: 'shop',
		data: aboutShop,
		streams: (d, shopId) => [`user:${d.user_id}`, `shop:${shopId}`, 'admin'],
		line: (d) => `${d.name} put up its stall`,
	}),
	'shop.changed': event({
		v: 1,
		entity: 'shop',
		data: aboutShop,
		streams: (_, shopId) => [`shop:${shopId}`, 'admin'],
		line: (d) => `${d.name} changed its profile`,
	}),
	'shop.delivery_changed': event({
		v: 1,
		entity: 'shop',
		data: aboutShop,
		streams: (_, shopId) => [`shop:${shopId}`, 'admin'],
		line: (d) => `${d.name} changed how it sends`,
	}),
	'coupon.made': event({
		v: 1,
		entity: 'coupon',
		data: aboutCoupon,
		streams: (d) => [`shop:${d.shop_id}`, 'admin'],
		line: (d) => `${d.shop_name} gives out the coupon ${d.code}`,
	}),
	'coupon.redeemed': event({
		v: 1,
		entity: 'coupon',
		data: aboutCoupon,
		streams: (d) => [`shop:${d.shop_id}`, 'admin'],
		line: (d) => `The coupon ${d.code} of ${d.shop_name} was used: ${usesOf(d)}`,
	}),
	'coupon.given_back': event({
		v: 1,
		entity: 'coupon',
		data: aboutCoupon,
		streams: (d) => [`shop:${d.shop_id}`, 'admin'],
		line: (d) => `The coupon ${d.code} of ${d.shop_name} was given back: ${usesOf(d)}`,
	}),
	'coupon.stopped': event({
		v: 1,
		entity: 'coupon',
		data: aboutCoupon,
		streams: (d) => [`shop:${d.shop_id}`, 'admin'],
		line: (d) => `${d.shop_name} stopped the coupon ${d.code}`,
	}),
	'product.listed': event({
		v: 1,
		entity: 'product',
		data: aboutProduct,
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'market', 'admin'],
		line: (d) => `${d.shop_name} listed “${d.name}” at ${formatMoney(d.price)}`,
	}),
	'product.changed': event({
		v: 1,
		entity: 'product',
		data: aboutProduct,
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'admin'],
		// Its variants may have come and gone.
		stock: (_, productId) => [productId],
		line: (d) => `${d.shop_name} changed “${d.name}”`,
	}),
	'product.removed': event({
		v: 1,
		entity: 'product',
		// Why is told to its maker and in the audit log: everybody reads a product's stream.
		data: aboutProduct.extend({ product_id: id }),
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'admin'],
		stock: (d) => [d.product_id],
		line: (d) => `“${d.name}” left the market`,
	}),
	'product.restored': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({ product_id: id }),
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'admin'],
		stock: (d) => [d.product_id],
		chores: (d, productId, version) => tellWaiting([d], `${productId}-${version}`),
		line: (d) => `“${d.name}” is back on the market`,
	}),
	'product.picture_added': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({ picture_id: id }),
		streams: (d) => [`shop:${d.shop_id}`],
		chores: (d) => [{ kind: 'process-picture', ref: d.picture_id, data: { picture_id: d.picture_id } }],
		line: (d) => `${d.shop_name} added a picture to “${d.name}”`,
	}),
	'product.picture_done': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({
			picture_id: id,
			/** Why it was not taken, if it was not. */ refused: z.string().optional(),
		}),
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`],
		line: (d) => `A picture of “${d.name}” ${d.refused ? `was refused: ${d.refused}` : 'is ready'}`,
	}),
	'stock.adjusted': event({
		v: 1,
		entity: 'stock',
		data: z.object({
			shop_id: id,
			product_id: id,
			variant_id: id,
			name: z.string(),
			change: z.int(),
			available: z.int(),
		}),
		streams: (d) => [`shop:${d.shop_id}`, 'admin'],
		stock: (d) => [d.product_id],
		chores: (d, variantId, version) => (d.change > 0 ? tellWaiting([d], `${variantId}-${version}`) : []),
		line: (d) => `“${d.name}”: ${d.change > 0 ? '+' : '−'}${Math.abs(d.change)}, now ${d.available}`,
	}),
} as const;
