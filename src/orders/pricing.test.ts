import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CouponTerms } from '#shops/coupon.ts';
import type { ShippingProfile, ShippingZone } from '#shops/delivery.ts';
import { priceCheckout, type LineToPrice, type ShopToPrice } from './pricing.ts';
import type { TaxCalculator } from './tax.ts';

const zone = (countries: string[] | null, firstAmount: number, furtherAmount: number): ShippingZone => ({
	countries,
	firstAmount,
	furtherAmount,
	freeOverAmount: null,
	daysMin: 2,
	daysMax: 5,
});
const profile = (id: string, zones: ShippingZone[], isDefault = false): ShippingProfile => ({
	id,
	shopId: 'ana',
	name: id,
	isDefault,
	version: 1,
	zones,
});
const line = (id: string, unitAmount: number, quantity: number, shippingProfileId: string | null = null) => ({
	id,
	productId: `product of ${id}`,
	unitAmount,
	quantity,
	shippingProfileId,
});
const coupon = (terms: Partial<CouponTerms>): CouponTerms => ({
	id: 'coupon',
	code: 'WELCOME10',
	kind: 'percent',
	value: 1000,
	minimumAmount: 0,
	...terms,
});
function priced(shop: Partial<ShopToPrice>, country = 'BE', tax?: TaxCalculator) {
	const whole = { shopId: 'ana', shopName: 'Ana', lines: [], profiles: [], coupon: null, ...shop };
	return priceCheckout({
		currency: 'EUR',
		country,
		shops: [whole],
		commissionBasisPoints: 500,
		...(tax && { tax }),
	}).shops[0]!;
}

const small = profile('small', [zone(['BE'], 450, 100), zone(null, 900, 300)], true);
const large = profile('large', [zone(['BE', 'DE'], 1200, 500)]);

test('a shop without a profile sends everywhere, delivery included', () => {
	expect(priced({ lines: [line('a', 2450, 2)] }, 'US')).toMatchObject({
		items: 4900,
		shipping: 0,
		total: 4900,
		charges: [],
	});
});

test('one first item, the dearest, and every further piece at its own further rate', () => {
	const lines = [line('a', 1000, 3), line('b', 5000, 2, 'large')];
	expect(priced({ lines, profiles: [small, large] })).toMatchObject({
		shipping: 1200 + 500 + 3 * 100,
		total: 13_000 + 2000,
	});
	expect(priced({ lines: [line('a', 1000, 3)], profiles: [small, large] }).shipping).toBe(450 + 2 * 100);
	expect(priced({ lines: [line('a', 1000, 3)], profiles: [small, large] }, 'JP').shipping).toBe(
		900 + 2 * 300,
	);
});

test('a country that no zone covers is not sent to, even if only one line cannot go there', () => {
	const shop = priced(
		{ lines: [line('a', 1000, 1), line('b', 900, 1, 'large')], profiles: [small, large] },
		'FR',
	);
	expect(shop).toMatchObject({ shipping: null, days: null, total: 1900 });
	expect(shop.charges.some((charge) => charge.kind === 'shipping')).toBe(false);
});

test('delivery is free over the zone’s sum, reckoned after discount', () => {
	const generous = profile('generous', [{ ...zone(null, 700, 200), freeOverAmount: 5000 }], true);
	const at = (amount: number, over?: CouponTerms) =>
		priced({ lines: [line('a', amount, 1)], profiles: [generous], coupon: over ?? null }).shipping;
	expect([at(4999), at(5000), at(5001)]).toEqual([700, 0, 0]);
	expect(at(5000, coupon({}))).toBe(700);
});

test('a percentage is of the shop’s sum, rounded half up once and spread by largest remainder', () => {
	const lines = [line('a', 333, 1), line('b', 333, 1), line('c', 339, 1)];
	const shop = priced({ lines, coupon: coupon({}) });
	// 10 % of 10.05 is 1.005.
	expect(shop.discount).toBe(101);
	expect(shop.lines.map(({ discount }) => discount)).toEqual([34, 33, 34]);
	expect(shop.charges[0]).toMatchObject({ kind: 'discount', label: 'WELCOME10', amount: 101, ref: 'coupon' });
	expect(shop.coupon).toEqual({ id: 'coupon', code: 'WELCOME10', spared: 101 });
});

test('a fixed amount takes at most the items; free delivery spares the delivery; a minimum is kept', () => {
	const lines = [line('a', 1000, 1)];
	const fixed = coupon({ kind: 'fixed', value: 2500 });
	expect(priced({ lines, coupon: fixed, profiles: [small] })).toMatchObject({ discount: 1000, total: 450 });
	const free = priced({ lines, coupon: coupon({ kind: 'free_shipping', value: 0 }), profiles: [small] });
	expect(free).toMatchObject({ discount: 0, shipping: 0, total: 1000, coupon: { spared: 450 } });
	expect(free.charges[0]).toMatchObject({ kind: 'shipping', amount: 0, ref: 'small' });
	expect(priced({ lines, coupon: coupon({ minimumAmount: 1001 }) })).toMatchObject({
		discount: 0,
		coupon: null,
	});
	expect(priced({ lines, coupon: coupon({ minimumAmount: 1000 }) }).discount).toBe(100);
});

test('the tax that prices contain: after discount, delivery too, rounded half up', () => {
	const shop = priced({
		lines: [line('a', 12_100, 1)],
		profiles: [profile('p', [zone(null, 605, 0)], true)],
	});
	expect(shop).toMatchObject({ taxIncluded: 2205, taxAdded: 0, total: 12_705 });
	expect(shop.lines[0]).toMatchObject({ tax: 2100, commission: 605 });
	expect(shop.charges.at(-1)).toMatchObject({
		kind: 'tax',
		label: 'VAT 21% (Belgium)',
		included: true,
		rateBasisPoints: 2100,
	});
	expect(priced({ lines: [line('a', 12_100, 1)] }, 'US')).toMatchObject({ taxIncluded: 0, charges: [] });
	expect(priced({ lines: [line('a', 12_100, 1)] }, 'FI').charges[0]?.label).toBe('VAT 25.5% (Finland)');
});

test('another calculator’s tax is added, and one that does not add up is a bug', () => {
	const sales = (amount: number): TaxCalculator => ({
		name: 'sales',
		taxesOf: ({ lines }) => [
			{
				label: 'Sales tax 8%',
				rateBasisPoints: 800,
				included: false,
				amount,
				byLine: new Map([[lines[0]!.id, 80]]),
				onShipping: 0,
			},
		],
	});
	const lines = [line('a', 1000, 1)];
	expect(priced({ lines }, 'US', sales(80))).toMatchObject({ taxAdded: 80, taxIncluded: 0, total: 1080 });
	expect(() => priced({ lines }, 'US', sales(81))).toThrow('in parts');
});

const amounts = fc.integer({ min: 0, max: 5000 });
const country = fc.constantFrom('BE', 'DE', 'FI', 'US', 'JP');
const anyZone = fc.record({
	countries: fc.option(fc.uniqueArray(country, { minLength: 1 }), { nil: null }),
	firstAmount: amounts,
	furtherAmount: amounts,
	freeOverAmount: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null }),
	daysMin: fc.constant(1),
	daysMax: fc.constant(9),
});
const anyShop = fc
	.record({
		zones: fc.array(fc.array(anyZone, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
		lines: fc.array(
			fc.tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 999 }), fc.nat(4)),
			{ minLength: 1, maxLength: 8 },
		),
		coupon: fc.option(
			fc.record({
				kind: fc.constantFrom('percent' as const, 'fixed' as const, 'free_shipping' as const),
				value: fc.integer({ min: 1, max: 10_000 }),
				minimumAmount: amounts,
			}),
			{ nil: null },
		),
	})
	.map((shop): ShopToPrice => ({
		shopId: 'ana',
		shopName: 'Ana',
		profiles: shop.zones.map((zones, at) => profile(`p${at}`, zones, at === 0)),
		lines: shop.lines.map(([unitAmount, quantity, of], at): LineToPrice =>
			line(`l${at}`, unitAmount, quantity, of === 4 ? null : `p${of}`),
		),
		coupon: shop.coupon && coupon(shop.coupon),
	}));
const anyCheckout = fc.record({ country, shops: fc.array(anyShop, { minLength: 1, maxLength: 4 }) });
const priceOf = (checkout: { country: string; shops: ShopToPrice[] }) =>
	priceCheckout({ ...checkout, currency: 'EUR', commissionBasisPoints: 650 });
const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

test('parts add up to totals, nothing is negative, no discount passes what it is taken off', () => {
	fc.assert(
		fc.property(anyCheckout, (checkout) => {
			const whole = priceOf(checkout);
			expect(whole.total).toBe(
				whole.items - whole.discount + sum(whole.shops.map((s) => s.shipping ?? 0)) + whole.taxAdded,
			);
			expect(whole.total).toBe(sum(whole.shops.map((shop) => shop.total)));
			for (const shop of whole.shops) {
				const of = (kind: string) =>
					sum(shop.charges.flatMap((charge) => (charge.kind === kind ? charge.amount : [])));
				expect(of('discount')).toBe(shop.discount);
				expect(of('shipping')).toBe(shop.shipping ?? 0);
				expect(of('tax')).toBe(shop.taxIncluded + shop.taxAdded);
				expect(sum(shop.lines.map((each) => each.lineAmount))).toBe(shop.items);
				expect(sum(shop.lines.map((each) => each.discount))).toBe(shop.discount);
				expect(shop.total).toBe(shop.items - shop.discount + (shop.shipping ?? 0) + shop.taxAdded);
				expect(shop.discount).toBeLessThanOrEqual(shop.items);
				expect(sum(shop.lines.map((each) => each.tax))).toBeLessThanOrEqual(shop.taxIncluded + shop.taxAdded);
				for (const { lineAmount, discount, tax, commission } of shop.lines) {
					expect(discount).toBeLessThanOrEqual(lineAmount);
					expect(tax).toBeLessThanOrEqual(lineAmount - discount);
					expect(commission).toBeLessThanOrEqual(lineAmount - discount);
					for (const amount of [lineAmount, discount, tax, commission]) {
						expect(amount).toBeGreaterThanOrEqual(0);
						expect(Number.isSafeInteger(amount)).toBe(true);
					}
				}
				for (const { amount } of shop.charges) expect(amount).toBeGreaterThanOrEqual(0);
				expect(shop.shipping ?? 0).toBeGreaterThanOrEqual(0);
			}
		}),
	);
});

test('the order of lines, profiles and shops changes no amount', () => {
	fc.assert(
		fc.property(anyCheckout, fc.nat(), (checkout, turn) => {
			const turned = <T>(all: T[]): T[] => {
				const at = turn % Math.max(1, all.length);
				return [...all.slice(at), ...all.slice(0, at)].reverse();
			};
			const other = priceOf({
				...checkout,
				shops: checkout.shops.map((shop) => ({
					...shop,
					lines: turned(shop.lines),
					profiles: turned(shop.profiles),
				})),
			});
			const first = priceOf(checkout);
			expect(other.total).toBe(first.total);
			const byId = (shop: (typeof first.shops)[number]) => ({
				...shop,
				lines: shop.lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
			});
			expect(other.shops.map(byId)).toEqual(first.shops.map(byId));
		}),
	);
});
