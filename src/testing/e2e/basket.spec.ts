/** Shopping without an account, and a basket that follows its owner: two people, two browsers, nobody reloads. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { buy, joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

let market: Market;
let ana: Person, mia: Person, ben: Person, cleo: Person;
let spoon: Listed, bowl: Listed, ring: Listed;

test.beforeAll(async () => {
	market = await openMarket();
	[ana, mia, ben, cleo] = [
		await joinMarket(market, 'ana'),
		await joinMarket(market, 'mia'),
		await joinMarket(market, 'ben'),
		await joinMarket(market, 'cleo'),
	];
	spoon = await listProduct(ana, 'Walnut spoon', { stock: 9 });
	bowl = await listProduct(ana, 'Ash bowl', { stock: 3, amount: 4_000 });
	ring = await listProduct(mia, 'Silver ring', { stock: 1, amount: 8_000 });
});
test.afterAll(async () => await market?.close());

const open = async (browser: Browser, options = {}) =>
	await (await browser.newContext({ baseURL: market.url(), reducedMotion: 'reduce', ...options })).newPage();

async function add(page: Page, thing: Listed, quantity = 1): Promise<void> {
	await page.goto(thing.url);
	await page.getByLabel('Quantity').fill(String(quantity));
	await page.getByRole('button', { name: 'Add to basket' }).click();
	await page.waitForURL(/\/basket/);
	await expect(page.getByText('It is in your basket')).toBeVisible();
}
const row = (page: Page, thing: Listed) => page.locator('main li').filter({ hasText: thing.name });
const link = (page: Page, pieces: number) =>
	page.getByRole('link', { name: `Basket, ${pieces}`, exact: true });

test('a guest’s basket becomes Ben’s when he signs in, and says by itself that Cleo has the last ring', async ({
	browser,
}) => {
	await ben.call('PUT', `/api/basket/lines/${spoon.variants[0]!.id}`, { quantity: 2 });
	await ben.call('PUT', `/api/basket/lines/${bowl.variants[0]!.id}`, { quantity: 1 });

	const page = await open(browser);
	await add(page, spoon, 3);
	await add(page, ring);
	await expect(page.locator('main section.stall')).toHaveCount(2);
	await expect(page.getByLabel('What it comes to')).toContainText('€153.50');
	await expect(link(page, 4)).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	await page.goto('/login?next=/basket');
	await page.getByLabel('Email').fill(ben.email);
	await page.getByLabel('Password', { exact: true }).fill(ben.password);
	await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/basket$/);
	await expect(row(page, spoon).getByLabel('Quantity')).toHaveValue('3');
	await expect(row(page, bowl).getByLabel('Quantity')).toHaveValue('1');
	await expect(row(page, ring)).toBeVisible();
	await expect(page.getByLabel('What it comes to')).toContainText('€193.50');
	await page.evaluate(() => Object.assign(window, { hereSinceTheBeginning: true }));
	// The page listens by now: another device of Ben's changes a number.
	const bowls = row(page, bowl).getByLabel('Quantity');
	await expect(async () => {
		await ben.call('PUT', `/api/basket/lines/${bowl.variants[0]!.id}`, { quantity: 2 });
		await expect(bowls).toHaveValue('2', { timeout: 500 });
	}).toPass();
	await expect(link(page, 6)).toBeVisible();

	expect((await buy(cleo, ring)).status).toBe(201);
	await expect(row(page, ring)).toContainText('Sold out');
	await expect(row(page, ring).getByLabel('Quantity')).toHaveCount(0);
	await expect(page.getByLabel('What it comes to')).toContainText('€153.50');
	await expect(page.getByRole('status').filter({ hasText: 'Silver ring: sold out' })).toHaveCount(1);

	// So do a price, and what leaves the market.
	await ana.call('PUT', `/api/products/${spoon.id}`, { price: 2_000 });
	await expect(row(page, spoon)).toContainText('It was €24.50 when you put it in.');
	await mia.call('DELETE', `/api/products/${ring.id}`);
	await expect(row(page, ring)).toContainText('Not on the market any more');
	expect(await page.evaluate(() => 'hereSinceTheBeginning' in window)).toBe(true);

	// What was the guest's is Ben's now, and once: after he has gone the browser's basket is empty.
	await page.locator('header').getByText(ben.username).click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.goto('/basket');
	await expect(page.getByRole('heading', { name: 'Nothing in it yet' })).toBeVisible();
	expect(await page.context().cookies()).toEqual([]);
	await page.context().close();
});

test('a step is saved at once, later is later, and a second tab follows', async ({ browser }) => {
	const page = await open(browser);
	await add(page, spoon, 2);
	await add(page, bowl);
	const tab = await page.context().newPage();
	await tab.goto('/basket');
	await expect(link(tab, 3)).toBeVisible();
	await row(page, spoon).getByRole('button', { name: 'One more' }).click();
	await row(page, spoon).getByRole('button', { name: 'One more' }).click();
	await expect(link(page, 5)).toBeVisible();
	await expect(link(tab, 5)).toBeVisible();
	await expect(row(tab, spoon).getByLabel('Quantity')).toHaveValue('4');
	await row(page, bowl).getByRole('button', { name: 'Save for later' }).click();
	await expect(page.getByRole('heading', { name: 'Saved for later' })).toBeVisible();
	await expect(link(tab, 4)).toBeVisible();
	await row(tab, bowl).getByRole('button', { name: 'Move to basket' }).click();
	await expect(link(page, 5)).toBeVisible();
	await row(tab, spoon).getByRole('button', { name: 'Remove' }).click();
	await expect(row(page, spoon)).toHaveCount(0);
	await expect(link(page, 1)).toBeVisible();
	await page.context().close();
});

test('without JavaScript the basket works all the same', async ({ browser }) => {
	const page = await open(browser, { javaScriptEnabled: false });
	await add(page, bowl, 2);
	await add(page, bowl, 2);
	await expect(link(page, 2)).toBeVisible();
	await row(page, bowl).getByLabel('Quantity').fill('3');
	await row(page, bowl).getByRole('button', { name: 'Save', exact: true }).click();
	await expect(link(page, 3)).toBeVisible();
	await row(page, bowl).getByRole('button', { name: 'Save for later' }).click();
	await expect(page.getByRole('heading', { name: 'Nothing in it yet' })).toBeVisible();
	await row(page, bowl).getByRole('button', { name: 'Move to basket' }).click();
	await row(page, bowl).getByRole('button', { name: 'Remove' }).click();
	await expect(row(page, bowl)).toHaveCount(0);
	await page.context().close();
});

test('a guest is sent to sign in where that is needed, and hears nobody else', async ({ browser }) => {
	const page = await open(browser);
	await add(page, bowl);
	const [cookie] = await page.context().cookies();
	expect(cookie).toMatchObject({ name: 'marketday_guest', httpOnly: true, sameSite: 'Lax' });
	for (const path of ['/sell', '/account', '/orders', '/notifications', '/admin']) {
		await page.goto(path);
		expect(new URL(page.url()).pathname, path).toBe('/login');
	}
	for (const path of ['/api/me', '/api/orders', '/api/notifications'])
		expect((await page.request.get(path)).status(), path).toBe(401);
	const cursors = (stream: string) => page.request.get(`/api/cursors?streams=${stream}`);
	expect((await cursors(`user:${ben.id}`)).status()).toBe(404);
	expect((await page.request.get('/basket')).headers()['cache-control']).toBe('private, no-store');
	expect((await page.request.get('/')).headers()['cache-control']).toBe('private, no-store');
	await page.context().close();
});
