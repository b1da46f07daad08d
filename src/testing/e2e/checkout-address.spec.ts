/** The address book at the checkout: by keyboard, on a narrow screen, and without a script. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { GHENT, joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

let market: Market;
let ana: Person;
let bowl: Listed;
test.beforeAll(async () => {
	market = await openMarket();
	ana = await joinMarket(market, 'ana');
	bowl = await listProduct(ana, 'A bowl that is sent', { stock: 20 });
	const zones = [
		{ countries: ['BE'], first: 450, further: 0, days_min: 1, days_max: 2 },
		{ countries: null, first: 900, further: 0, days_min: 3, days_max: 6 },
	];
	expect((await ana.call('POST', '/api/shop/shipping-profiles', { name: 'Post', zones })).status).toBe(201);
});
test.afterAll(async () => await market?.close());

async function ownerOfBook(name: string): Promise<Person> {
	const person = await joinMarket(market, name);
	const paris = { name: 'Ben Peeters', line1: '3 rue Crozatier', postal_code: '75012', city: 'Paris' };
	for (const address of [
		{ ...GHENT, label: 'Home' },
		{ ...paris, country: 'FR' },
	])
		expect((await person.call('POST', '/api/me/addresses', address)).status).toBe(201);
	return person;
}

async function checkOut(browser: Browser, person: Person, options: BrowserContextOptions = {}) {
	const items = [{ variant_id: bowl.variants[0]!.id, quantity: 1 }];
	const { body } = await person.call('POST', '/api/checkouts', { items });
	const context = await browser.newContext({
		...{ reducedMotion: 'reduce', baseURL: market.url(), viewport: { width: 320, height: 780 } },
		...options,
	});
	const [name, value] = person.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: market.url() }]);
	const page = await context.newPage();
	await page.goto(`/checkout/${body.id}`, {
		waitUntil: options.javaScriptEnabled === false ? 'load' : 'networkidle',
	});
	return page;
}

const lines = async (person: Person) =>
	(await person.call('GET', '/api/me/addresses')).body.items.map((saved: { line1: string }) => saved.line1);

async function orderGoesTo(page: Page, person: Person) {
	await page.waitForURL(/\/orders\//);
	const { body } = await person.call('GET', `/api/orders/${new URL(page.url()).pathname.split('/').pop()}`);
	return body.shipping_address;
}

test('Ben chooses among his addresses by keyboard, the delivery follows, and he writes a third one that is kept', async ({
	browser,
}) => {
	const ben = await ownerOfBook('ben');
	const page = await checkOut(browser, ben);
	const home = page.getByRole('radio', { name: /^Home/ });
	await expect(home).toBeChecked();
	await expect(page.getByLabel('Street and number')).toBeHidden();
	await expect(page.getByRole('button', { name: 'Pay €29.00' })).toBeVisible();
	await home.focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('radio', { name: /Crozatier/ })).toBeChecked();
	await expect(page.getByRole('button', { name: 'Pay €33.50' })).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('button', { name: 'Pay €24.50' })).toBeVisible();
	await page.getByLabel('Street and number').fill('Coupure 40');
	// A longer hold loads the page's data anew: neither the choice nor what is typed goes.
	await page.getByRole('button', { name: '3 minutes more' }).click();
	await expect(page.getByRole('timer')).toHaveText(/^1[23]:/);
	await expect(page.getByRole('radio', { name: 'Another address' })).toBeChecked();
	await expect(page.getByLabel('Street and number')).toHaveValue('Coupure 40');
	await page.getByLabel('Country').selectOption('BE');
	await expect(page.getByRole('button', { name: 'Pay €29.00' })).toBeVisible();
	await page.getByLabel('Name', { exact: true }).fill('Ben Peeters');
	await page.getByLabel('Town').fill('Ghent');
	await page.getByLabel('Postal code').fill('90');
	await page.getByLabel('Keep it in my address book').check();
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
	expect(violations).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	await page.getByRole('button', { name: /^Pay/ }).click();
	await expect(page.getByText('Give the postal code, such as 1000')).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Another address' })).toBeChecked();
	await expect(page.getByLabel('Keep it in my address book')).toBeChecked();
	await page.getByLabel('Postal code').fill('9000');
	await page.getByRole('button', { name: /^Pay/ }).click();
	expect(await orderGoesTo(page, ben)).toMatchObject({ line1: 'Coupure 40', city: 'Ghent' });
	expect(await lines(ben)).toEqual(['Graslei 8', 'Coupure 40', '3 rue Crozatier']);

	const again = await checkOut(browser, ben);
	await again.getByRole('radio', { name: /Crozatier/ }).check();
	await expect(again.getByRole('button', { name: 'Pay €33.50' })).toBeVisible();
	await again.getByRole('button', { name: /^Pay/ }).click();
	expect(await orderGoesTo(again, ben)).toMatchObject({ line1: '3 rue Crozatier', country: 'FR' });
	expect(await market.settle()).toEqual([]);
});

test('without a script an address is chosen, priced and paid; another opens its fields', async ({
	browser,
}) => {
	const cleo = await ownerOfBook('cleo');
	const page = await checkOut(browser, cleo, { javaScriptEnabled: false });
	await expect(page.getByRole('button', { name: 'Pay €29.00' })).toBeVisible();
	await expect(page.getByLabel('Street and number')).toBeHidden();
	await page.getByRole('radio', { name: 'Another address' }).check();
	await expect(page.getByLabel('Street and number')).toBeVisible();
	await page.getByRole('radio', { name: /Crozatier/ }).check();
	await page.getByRole('button', { name: 'What does delivery cost?' }).click();
	await expect(page.getByRole('radio', { name: /Crozatier/ })).toBeChecked();
	await page.getByRole('button', { name: 'Pay €33.50' }).click();
	expect(await orderGoesTo(page, cleo)).toMatchObject({ line1: '3 rue Crozatier' });
});

test('a guest just writes: no book, nothing to keep, and a foreign address is refused by its field', async ({
	browser,
}) => {
	const owner = await ownerOfBook('mia');
	const [foreign] = (await owner.call('GET', '/api/me/addresses')).body.items;
	const context = await browser.newContext({ baseURL: market.url() });
	const page = await context.newPage();
	await page.goto(bowl.url, { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: 'Buy now' }).click();
	await page.waitForURL(/\/checkout\//);
	await expect(page.getByRole('radio', { name: 'Another address' })).toHaveCount(0);
	await expect(page.getByLabel('Keep it in my address book')).toHaveCount(0);
	await expect(page.getByLabel('Street and number')).toBeVisible();
	const answer = await page.request.post(`${page.url()}?/pay`, {
		headers: { accept: 'application/json', origin: market.url() },
		form: {
			...{ key: bowl.id, email: 'gwen@example.test', card: '4242424242424242' },
			...{ address_id: foreign.id, expected_amount: '2900', expected_currency: 'EUR' },
		},
	});
	expect(await answer.text()).toContain('This is not in your address book');
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible();
});
