/** A checkout that never lies: what is held, for whom, and what the others see of it. */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

let market: Market;
let ana: Person;
const contexts: BrowserContext[] = [];
test.beforeAll(async () => {
	market = await openMarket({ web: 1, workers: 1 });
	ana = await joinMarket(market, 'ana');
});
test.afterEach(async () => {
	await Promise.all(contexts.splice(0).map((context) => context.close()));
});
test.afterAll(async () => {
	await market?.close();
});

async function enter(browser: Browser, person?: Person): Promise<BrowserContext> {
	const context = await browser.newContext();
	contexts.push(context);
	if (person) {
		const [name, value] = person.cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url: market.url() }]);
	}
	return context;
}

async function openProduct(context: BrowserContext, product: Listed): Promise<Page> {
	const page = await context.newPage();
	await page.goto(market.url() + product.url, { waitUntil: 'networkidle' });
	return page;
}

async function buyNow(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Buy now' }).click();
	await page.waitForURL(/\/checkout\//);
}

/** As a basket's button asks, whose page has not heard yet what is left. */
async function askFor(page: Page, items: string): Promise<void> {
	await page.evaluate((wanted) => {
		const form = document.createElement('form');
		Object.assign(form, { method: 'POST', action: '/checkout?/start' });
		form.append(Object.assign(document.createElement('input'), { name: 'items', value: wanted }));
		document.body.append(form);
		form.submit();
	}, items);
}

async function fillAddress(page: Page, name = 'Ben Peeters'): Promise<void> {
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByLabel('Street and number').fill('Graslei 8');
	await page.getByLabel('Postal code').fill('9000');
	await page.getByLabel('Town').fill('Ghent');
	await page.getByLabel('Country').selectOption('BE');
}

test('Ben checks out the last bowl: Cleo sees it held at once, and can buy as soon as he leaves; his own second tab is never blocked', async ({
	browser,
}) => {
	const bowl = await listProduct(ana, 'The last bowl', { stock: 1 });
	const [ben, cleo] = [await joinMarket(market, 'ben'), await joinMarket(market, 'cleo')];
	const cleos = await openProduct(await enter(browser, cleo), bowl);
	const buyable = cleos.getByRole('button', { name: 'Buy now' });
	await expect(buyable).toBeEnabled();

	const bens = await enter(browser, ben);
	const first = await openProduct(bens, bowl);
	await buyNow(first);
	await expect(buyable).toBeDisabled({ timeout: 1_000 });
	await expect(cleos.getByText(/someone’s checkout|somebody’s checkout/i).first()).toBeVisible({
		timeout: 1_000,
	});

	// Whatever Ben opens besides, he is not in his own way: the piece goes over to the newer tab.
	const second = await openProduct(bens, bowl);
	await buyNow(second);
	expect(second.url()).not.toBe(first.url());
	await expect(first.getByRole('heading', { name: 'You went on in another tab' })).toBeVisible();
	await first.getByRole('link', { name: 'Go to the open checkout' }).click();
	await first.waitForURL(second.url());

	await first.getByRole('button', { name: 'Leave it to others' }).click();
	await expect(buyable).toBeEnabled({ timeout: 2_000 });
	await buyNow(cleos);
	expect(await market.settle()).toEqual([]);
});

test('a guest buys from two makers at once: one payment, two orders, nothing to sign up for', async ({
	browser,
}) => {
	const bob = await joinMarket(market, 'bob');
	const [cup, board] = [
		await listProduct(ana, 'Cup of the house', { stock: 2 }),
		await listProduct(bob, 'Olive board', { stock: 2 }),
	];
	const page = await openProduct(await enter(browser), cup);
	const items = [cup, board].map((product) => `${product.variants[0]!.id}:1`).join(',');
	await askFor(page, items);
	await page.waitForURL(/\/checkout\//);
	await expect(page.getByRole('heading', { name: '2 parcels' })).toBeVisible();
	await page.getByLabel('Email').fill('gwen@example.test');
	await fillAddress(page, 'Gwen');
	await page.getByRole('button', { name: /^Pay/ }).click();
	await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	await expect(page.getByRole('listitem')).toHaveCount(2);
	await expect.poll(() => market.mails.takenBy('gwen@example.test').length).toBe(2);
	expect(await market.settle()).toEqual([]);
});

test('a price that changes under the buyer’s hands is said before it is paid', async ({ browser }) => {
	const jug = await listProduct(ana, 'A jug that grew dearer', { stock: 2 });
	const ben = await joinMarket(market, 'ben');
	const page = await openProduct(await enter(browser, ben), jug);
	await buyNow(page);
	await fillAddress(page);
	await expect(page.getByRole('button', { name: 'Pay €24.50' })).toBeVisible();
	expect((await ana.call('PUT', `/api/products/${jug.id}`, { price: 2600 })).status).toBe(200);
	await page.getByRole('button', { name: /^Pay/ }).click();
	await expect(page.getByText('Something changed since you saw it')).toBeVisible();
	await page.getByRole('button', { name: 'Pay €26.00' }).click();
	await page.waitForURL(/\/orders\//);
	expect(await market.settle()).toEqual([]);
});

test('a slip in the address forgets no price: the next press pays what the page has shown all along', async ({
	browser,
}) => {
	const bob = await joinMarket(market, 'bob');
	const tray = await listProduct(bob, 'A tray that is sent', { stock: 2 });
	const zone = { countries: null, first: 450, further: 100, days_min: 2, days_max: 4 };
	expect(
		(await bob.call('POST', '/api/shop/shipping-profiles', { name: 'Post', zones: [zone] })).status,
	).toBe(201);
	const page = await openProduct(await enter(browser, await joinMarket(market, 'ben')), tray);
	await buyNow(page);
	await fillAddress(page);
	await expect(page.getByRole('button', { name: 'Pay €29.00' })).toBeVisible();
	await page.getByLabel('Postal code').fill('90');
	await page.getByRole('button', { name: /^Pay/ }).click();
	await expect(page.getByText('Give the postal code, such as 1000')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Pay €29.00' })).toBeVisible();
	await page.getByLabel('Postal code').fill('9000');
	await page.getByRole('button', { name: /^Pay/ }).click();
	await page.waitForURL(/\/orders\//);
});

test('what falls short is told, and one click takes what there is', async ({ browser }) => {
	const plate = await listProduct(ana, 'Plate', { stock: 3 });
	const [ben, cleo] = [await joinMarket(market, 'ben'), await joinMarket(market, 'cleo')];
	const page = await openProduct(await enter(browser, ben), plate);
	const quick = await cleo.call('POST', '/api/checkouts', {
		items: [{ variant_id: plate.variants[0]!.id, quantity: 1 }],
	});
	expect(quick.status).toBe(201);
	await askFor(page, `${plate.variants[0]!.id}:3`);
	await expect(page.getByRole('heading', { name: 'Somebody was quicker' })).toBeVisible();
	await expect(page.getByText('2 left of the 3 that you want')).toBeVisible();
	await page.getByRole('button', { name: 'Take what there is' }).click();
	await page.waitForURL(/\/checkout\//);
	await expect(page.getByText('2 × €24.50')).toBeVisible();
	await page.getByLabel('Street and number').fill('Graslei 8');
	await page.getByRole('button', { name: '3 minutes more' }).click();
	await expect(page.getByRole('timer')).toHaveText(/^1[23]:/);
	// What was typed is still there when the page has heard news.
	await expect(page.getByLabel('Street and number')).toHaveValue('Graslei 8');
});

test('a guest at the checkout signs in: the same checkout, the same hold; a second one gives way to the one that is open', async ({
	browser,
}) => {
	const bowl = await listProduct(ana, 'A bowl that comes along', { stock: 1 });
	const jug = await listProduct(ana, 'A jug that stays', { stock: 1 });
	const ben = await joinMarket(market, 'ben');
	const signIn = async (page: Page) => {
		await page.locator('main').getByRole('link', { name: 'Sign in' }).click();
		await page.getByLabel('Email').fill(ben.email);
		await page.getByLabel('Password', { exact: true }).fill(ben.password);
		await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
	};
	const page = await openProduct(await enter(browser), bowl);
	await buyNow(page);
	const address = page.url();
	const held = () =>
		market.db
			.selectFrom('holds')
			.select(['id', 'status', 'expires_at'])
			.where('checkout_id', '=', address.split('/').pop()!)
			.execute();
	const before = await held();
	await signIn(page);
	await page.waitForURL(address);
	await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible();
	await expect(page.getByLabel('Email')).toHaveValue(ben.email);
	expect(await held()).toEqual(before);

	const elsewhere = await openProduct(await enter(browser), jug);
	await buyNow(elsewhere);
	await signIn(elsewhere);
	await expect(
		elsewhere.getByRole('heading', { name: 'You have another checkout open already' }),
	).toBeVisible();
	await elsewhere.getByRole('link', { name: 'Go to the open checkout' }).click();
	await elsewhere.waitForURL(address);
	await fillAddress(page);
	await page.getByRole('button', { name: /^Pay/ }).click();
	await page.waitForURL(/\/orders\//);
	expect(await market.settle()).toEqual([]);
});
