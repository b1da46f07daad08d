/** A thing in several kinds: its maker's editor, its page, and what happens between the two while somebody buys. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { GHENT, GOOD_CARD, joinMarket, type Listed, type Person } from '#testing/market/people.ts';

type Variant = { id: string; options: Record<string, string>; stock: number };
type Product = Omit<Listed, 'variants'> & { variants: Variant[] };

let market: Market;
test.beforeAll(async () => {
	market = await openMarket();
});
test.afterAll(async () => await market?.close());

async function enter(browser: Browser, person?: Person, script = true): Promise<Page> {
	const context = await browser.newContext({
		reducedMotion: 'reduce',
		baseURL: market.url(),
		javaScriptEnabled: script,
	});
	if (person) {
		const [name, value] = person.cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url: market.url() }]);
	}
	return await context.newPage();
}

/** Ana’s cup in three sizes and two glazes, of which the large one in ash is the last. */
async function cup(ana: Person): Promise<Product> {
	const answer = await ana.call('POST', '/api/products', {
		name: 'A cup',
		description: 'Thrown on the wheel.',
		category: 'ceramics',
		variants: ['Small', 'Medium', 'Large'].flatMap((Size, n) =>
			['Celadon', 'Ash'].map((Glaze) => ({
				options: { Size, Glaze },
				price: 2_000 + n * 500,
				stock: Size === 'Large' && Glaze === 'Ash' ? 1 : 4,
			})),
		),
	});
	expect(answer.status).toBe(201);
	return answer.body as Product;
}

const oneOf = (product: Product, ...values: string[]) =>
	product.variants.find((variant) =>
		values.every((value) => Object.values(variant.options).includes(value)),
	)!;

const buy = async (person: Person, variant: Variant) =>
	await person.call('POST', '/api/orders', {
		items: [{ variant_id: variant.id, quantity: 1 }],
		shipping_address: GHENT,
		payment: GOOD_CARD,
	});

const rowOf = (page: Page, label: string) => page.getByRole('group', { name: label, exact: true });
const valueOf = (page: Page, value: string) => page.locator('.axes').getByRole('radio', { name: value });
const choose = async (page: Page, value: string) =>
	await page.locator('.axes label', { hasText: value }).click();

test('Ana lists a cup in three sizes and two glazes; the last large one in ash is sold, and both screens agree', async ({
	browser,
}) => {
	const [ana, cleo] = [await joinMarket(market, 'ana'), await joinMarket(market, 'cleo')];
	const desk = await enter(browser, ana);
	await desk.goto('/sell/products/new', { waitUntil: 'networkidle' });
	await desk.getByLabel('Name', { exact: true }).fill('A cup');
	await desk.getByLabel('Description').fill('Thrown on the wheel.');
	await desk.getByLabel('Category').selectOption('ceramics');
	await desk.getByLabel('Price in EUR').fill('20');
	await desk.getByRole('button', { name: 'It comes in sizes' }).press('Enter');
	// The typing goes on where the eye is: nobody reaches for the mouse.
	await desk.keyboard.type('Size');
	await desk.keyboard.press('Tab');
	await desk.keyboard.type('Small');
	await desk.keyboard.press('Enter');
	await desk.keyboard.type('Medium,Large');
	await desk.keyboard.press('Enter');
	await desk.getByRole('button', { name: 'Add another option' }).press('Enter');
	await desk.keyboard.type('Glaze');
	await desk.keyboard.press('Tab');
	await desk.keyboard.type('Celadon,Ash,');
	await expect(desk.getByText('6 of 6 combinations are for sale.')).toBeVisible();
	await desk.getByLabel('Large · Ash: Stock').fill('1');
	await desk.getByLabel('Large · Ash: Price').fill('twenty');
	await desk.getByLabel('Small · Ash: Stock').fill('2');
	await desk.getByLabel('Small · Celadon: SKU').fill('CUP-S-C');
	await desk.getByRole('button', { name: 'Put it on the table' }).click();
	await expect(desk.getByText('Write the price like 24.50')).toBeVisible();
	await expect(desk.getByLabel('Large · Ash: Price')).toBeFocused();
	await expect(desk.getByLabel('Small · Celadon: SKU')).toHaveValue('CUP-S-C');
	await desk.keyboard.press('Control+A');
	await desk.keyboard.type('30.50');
	await desk.getByRole('button', { name: 'Put it on the table' }).click();
	await desk.waitForURL(/\/sell\/products\/\w{26}/);
	const { body } = await ana.call('GET', `/api/products/${/\w{26}/.exec(desk.url())![0]}`);
	const product = body as Product;
	expect(product.variants.map(({ options, stock }) => [...Object.values(options), stock])).toEqual([
		['Small', 'Celadon', 1],
		['Small', 'Ash', 2],
		['Medium', 'Celadon', 0],
		['Medium', 'Ash', 0],
		['Large', 'Celadon', 0],
		['Large', 'Ash', 1],
	]);

	const ben = await enter(browser);
	await ben.goto(product.url, { waitUntil: 'networkidle' });
	await choose(ben, 'Ash');
	await choose(ben, 'Large');
	await expect(ben.locator('.buy .tag')).toContainText('€30.50');
	await expect(ben.locator('.buy .tag')).toContainText('1 left');
	await expect(valueOf(ben, 'Celadon')).toHaveAccessibleName(/sold out in this combination/);
	await expect(rowOf(desk, 'Large · Ash')).toContainText('1 to buy');

	const stock = desk.getByLabel('Large · Ash: Stock');
	await stock.fill('5');
	expect((await buy(cleo, oneOf(product, 'Large', 'Ash'))).status).toBe(201);
	await expect(ben.locator('.buy .tag')).toContainText('Sold out');
	await expect(ben.getByRole('button', { name: 'Buy now' })).toBeDisabled();
	await expect(valueOf(ben, 'Large')).toBeChecked();
	await expect(rowOf(desk, 'Large · Ash')).toContainText('0 to buy');
	await expect(rowOf(desk, 'Large · Ash')).toContainText('it was 1 when you began to type');

	await desk.getByRole('button', { name: 'Save prices and stock' }).click();
	await expect(rowOf(desk, 'Large · Ash')).toContainText('There are 0 now');
	await expect(stock).toHaveValue('5');
	await desk.getByRole('button', { name: 'Save prices and stock' }).click();
	await expect(desk.getByText('Saved, and already so on every screen.')).toBeVisible();
	await expect(ben.locator('.buy .tag')).toContainText('5 left');
	await expect(ben.getByRole('button', { name: 'Buy now' })).toBeEnabled();

	// One combination leaves: Ben’s page knows it without a reload, and says so.
	await desk.getByRole('checkbox', { name: 'Small · Ash' }).uncheck();
	await desk.getByRole('button', { name: 'Save prices and stock' }).click();
	await expect(valueOf(ben, 'Small')).toHaveAccessibleName(/not in this combination/);
	expect((await buy(cleo, oneOf(product, 'Small', 'Ash'))).status).toBe(422);
	await choose(ben, 'Small');
	await expect(ben.getByText('There is no such combination: now Small · Celadon.')).toBeVisible();
	await expect(ben.locator('input[name=variant]:checked')).toHaveValue(oneOf(product, 'Small', 'Celadon').id);
	expect(await market.settle()).toEqual([]);
});

test('the editor and the choice are accessible, and fit the smallest screen', async ({ browser }) => {
	const ana = await joinMarket(market, 'ana');
	const product = await cup(ana);
	for (const path of [product.url, `/sell/products/${product.id}`, '/sell/products/new']) {
		const page = await enter(browser, ana);
		await page.setViewportSize({ width: 320, height: 780 });
		await page.goto(path, { waitUntil: 'networkidle' });
		const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect.soft(tooWide, path).toBe(0);
		for (const theme of ['day', 'night']) {
			await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect
				.soft(
					violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
					`${path} by ${theme}`,
				)
				.toEqual([]);
		}
		await page.context().close();
	}
});

test('two windows of one maker: the second hears of it, and overwrites nothing blindly', async ({
	browser,
}) => {
	const ana = await joinMarket(market, 'ana');
	const product = await cup(ana);
	const desk = await enter(browser, ana);
	await desk.goto(`/sell/products/${product.id}`, { waitUntil: 'networkidle' });
	const change = (price: number) => ({
		variants: product.variants.map(({ id, options }) => ({ id, options, price })),
	});
	expect((await ana.call('PUT', `/api/products/${product.id}`, change(4_000))).status).toBe(200);
	await expect(desk.getByLabel('Small · Ash: Price')).toHaveValue('40.00');
	await desk.getByLabel('Small · Ash: SKU').fill('MINE');
	expect((await ana.call('PUT', `/api/products/${product.id}`, change(5_000))).status).toBe(200);
	await expect(desk.getByText('Changed in another window meanwhile')).toBeVisible();
	await expect(desk.getByLabel('Small · Ash: SKU')).toHaveValue('MINE');
	await desk.getByRole('button', { name: 'Load it afresh' }).click();
	await expect(desk.getByLabel('Small · Ash: Price')).toHaveValue('50.00');
	await expect(desk.getByLabel('Small · Ash: SKU')).toHaveValue('');
});

test('without a script: Ana makes rows and saves them, and Ben finds a plain list', async ({ browser }) => {
	const ana = await joinMarket(market, 'ana');
	const desk = await enter(browser, ana, false);
	await desk.goto('/sell/products/new');
	await desk.getByLabel('Name', { exact: true }).fill('A bowl');
	await desk.getByLabel('Description').fill('Round.');
	await desk.getByLabel('Category').selectOption('ceramics');
	await desk.getByLabel('Price in EUR').fill('12');
	await desk.getByText('It comes in sizes').click();
	await desk.getByLabel('Option 1').fill('Size');
	await desk.getByLabel('Its values, one a line').first().fill('Small\nLarge');
	await desk.getByRole('button', { name: 'Put it on the table' }).click();
	await expect(desk.getByText('look over the rows, then save again')).toBeVisible();
	await desk.getByLabel('Large: Stock').fill('2');
	await desk.getByLabel('Large: Price').fill('-3');
	await desk.getByRole('button', { name: 'Put it on the table' }).click();
	await expect(desk.getByText('Write the price like 24.50')).toBeVisible();
	await expect(desk.getByLabel('Large: Stock')).toHaveValue('2');
	await desk.getByLabel('Large: Price').fill('15.50');
	await desk.getByRole('button', { name: 'Put it on the table' }).click();
	await desk.waitForURL(/\/sell\/products\/\w{26}/);
	const address = desk.url();

	await desk.getByRole('button', { name: 'Large: one more, at once' }).click();
	await expect(rowOf(desk, 'Large')).toContainText('3 to buy');
	await desk.getByLabel('Large: Stock').fill('9');
	const { body } = await ana.call('GET', `/api/products/${/\w{26}/.exec(address)![0]}`);
	const product = body as Product;
	const ben = await joinMarket(market, 'ben');
	expect((await buy(ben, oneOf(product, 'Large'))).status).toBe(201);
	await desk.getByRole('button', { name: 'Save prices and stock' }).click();
	await expect(rowOf(desk, 'Large')).toContainText('There are 2 now');
	await expect(desk.getByLabel('Large: Stock')).toHaveValue('9');
	await desk.getByRole('button', { name: 'Save prices and stock' }).click();
	await expect(desk.getByText('Saved, and already so on every screen.')).toBeVisible();

	const page = await enter(browser, undefined, false);
	await page.goto(product.url);
	await expect(page.getByRole('radio', { name: /Large/ })).toHaveAccessibleName(/€15\.50 9 in stock/);
	await page.goto('/category/ceramics');
	await expect(page.locator(`[data-product="${product.id}"]`)).toContainText(/from\s€12\.00/);
	await page.goto((await cup(ana)).url);
	await expect(page.getByRole('radio')).toHaveCount(6);
	await expect(page.getByRole('radio', { name: 'Large · Ash' })).toBeVisible();
	expect(await market.settle()).toEqual([]);
});

test('a form that was made up is refused by its field, and nothing is written', async () => {
	const [ana, ben] = [await joinMarket(market, 'ana'), await joinMarket(market, 'ben')];
	const [product, other] = [await cup(ana), await cup(ben)];
	const post = async (person: Person, fields: Record<string, string>) =>
		await fetch(`${market.url()}/sell/products/${product.id}?/variants`, {
			method: 'POST',
			headers: { cookie: person.cookie, origin: market.url(), accept: 'application/json' },
			body: new URLSearchParams(fields),
		}).then(async (response) => await response.text());
	const row = {
		'axes.0.name': 'Size',
		'axes.0.values': 'Small',
		'variants.0.values.0': 'Small',
		'variants.0.price': '1',
		'variants.0.stock': '3',
		'variants.0.offered': 'on',
	};
	for (const [fields, field] of [
		[{ 'variants.0.id': other.variants[0]!.id, 'variants.0.stock_was': '3' }, 'variants.0.id'],
		[{ 'variants.0.id': product.variants[0]!.id }, 'variants.0.stock'],
		[{ 'variants.0.price': '1e3' }, 'variants.0.price'],
		[{ 'variants.0.price': '0' }, 'variants.0.price'],
		[{ 'variants.0.price': '999999999' }, 'variants.0.price'],
		[{ 'variants.0.stock': '-1' }, 'variants.0.stock'],
		[{ 'variants.0.stock': '1.5' }, 'variants.0.stock'],
		[{ 'variants.0.stock': '999999' }, 'variants.0.stock'],
		[{ 'axes.3.name': 'Fourth' }, 'axes.3.name'],
		[{ 'axes.0.name': '' }, 'axes.0.name'],
		[{ 'axes.1.name': 'size', 'axes.1.values': 'x', 'variants.0.values.1': 'x' }, 'axes.1.name'],
		[{ 'variants.0.sku': 'x'.repeat(65) }, 'variants.0.sku'],
		[{ admin: 'true' }, 'admin'],
	] as [Record<string, string>, string][])
		expect.soft(await post(ana, { ...row, ...fields }), field).toContain(field);
	expect(await post(ben, row)).toContain('not_found');
	const now = async (person: Person, { id }: Product) =>
		(await person.call('GET', `/api/products/${id}`)).body;
	expect(await now(ana, product)).toEqual(product);
	expect(await now(ben, other)).toEqual(other);
});
