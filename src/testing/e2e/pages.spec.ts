/** What holds for every page: it reads and works for everybody, on any screen, with little script or none. */
import AxeBuilder from '@axe-core/playwright';
import {
	expect,
	test,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { buy, GHENT, joinMarket, listProduct, type Listed, type Person } from '#testing/market/people.ts';

const LEAST_SCREENS = [320, 360];
/** Compressed, for the product page with its live socket. */
const MOST_SCRIPT = 60 * 1024;
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

let market: Market;
let ana: Person, ben: Person, dana: Person;
let spoon: Listed;
let soldOut: Listed;
let orderId: string;

test.beforeAll(async () => {
	market = await openMarket();
	ana = await joinMarket(market, 'ana');
	ben = await joinMarket(market, 'ben');
	dana = await joinMarket(market, 'dana');
	await market.db.updateTable('users').set({ role: 'admin' }).where('id', '=', dana.id).execute();
	spoon = await listProduct(ana, 'Walnut spoon', { stock: 9 });
	await listProduct(ana, 'Moon jar, the last one', { stock: 1 });
	soldOut = await listProduct(ana, `A bowl of ${'Donaudampfschifffahrtsgesellschaft'.repeat(3)}`, {
		stock: 0,
	});
	const bought = await buy(ben, spoon);
	orderId = bought.body.orders[0].id;
	await market.settle();
});
test.afterAll(async () => await market?.close());

async function enter(browser: Browser, person?: Person, options: BrowserContextOptions = {}) {
	const context = await browser.newContext({ reducedMotion: 'reduce', baseURL: market.url(), ...options });
	if (person) {
		const [name, value] = person.cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url: market.url() }]);
	}
	return context;
}

/** Everything that a browser complains about, also what the content security policy stopped. */
function complaintsOf(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error' || /content security policy/i.test(message.text()))
			complaints.push(message.text());
	});
	return complaints;
}

async function faultsOfAccess(page: Page, rules?: string[]): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(STANDARDS)).analyze();
	return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** What sticks out to the right of a screen so narrow. */
async function overflowAt(page: Page, width: number): Promise<string[]> {
	await page.setViewportSize({ width, height: 780 });
	return await page.evaluate(async () => {
		// The new width takes a frame to arrive.
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		const over = document.documentElement.scrollWidth - innerWidth;
		if (over <= 0) return [];
		const culprits = [...document.querySelectorAll('body *')].filter(
			(element) => element.getBoundingClientRect().right > innerWidth + 1,
		);
		return [
			`${over}px too wide at ${innerWidth}px: ${culprits.map((element) => element.outerHTML.slice(0, 120)).join('\n')}`,
		];
	});
}

async function walk(context: BrowserContext, paths: string[]): Promise<void> {
	for (const path of paths) {
		const page = await context.newPage();
		const faults = complaintsOf(page);
		await page.setViewportSize({ width: LEAST_SCREENS[0]!, height: 780 });
		const answer = await page.goto(path);
		expect.soft(answer?.status(), path).toBe(200);
		await expect(page.locator('h1'), path).toBeVisible();
		for (const width of LEAST_SCREENS) faults.push(...(await overflowAt(page, width)));
		await page.setViewportSize({ width: 1280, height: 900 });
		faults.push(...(await faultsOfAccess(page)));
		await page.evaluate(async () => {
			document.documentElement.dataset['theme'] = 'night';
			// Colours fade over, if only for a moment: what is judged is where they arrive.
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
			await Promise.allSettled(document.getAnimations().map((one) => one.finished));
		});
		faults.push(...(await faultsOfAccess(page, ['color-contrast'])).map((fault) => `by night, ${fault}`));
		expect.soft(faults, path).toEqual([]);
		await page.close();
	}
	await context.close();
}

test('a visitor’s pages are accessible by day and night, fit small screens and raise no complaint', async ({
	browser,
}) => {
	test.slow();
	await walk(await enter(browser), [
		'/',
		'/category/ceramics',
		'/search?q=spoon',
		'/search?q=zeppelin',
		spoon.url,
		soldOut.url,
		`/shop/${spoon.shop.slug}`,
		'/login',
		'/register',
		'/basket',
		'/api',
	]);
});

test('so are the pages of a buyer, a maker and an admin', async ({ browser }) => {
	test.slow();
	await ben.call('PUT', `/api/basket/lines/${spoon.variants[0]!.id}`, { quantity: 2 });
	const items = [{ variant_id: spoon.variants[0]!.id, quantity: 1 }];
	const held = await ben.call('POST', '/api/checkouts', { items });
	const mia = await joinMarket(market, 'mia');
	for (const line1 of ['Graslei 8', `${'Donaudampfschifffahrt'.repeat(3)}weg 1`])
		expect((await mia.call('POST', '/api/me/addresses', { ...GHENT, line1 })).status).toBe(201);
	const chosen = await mia.call('POST', '/api/checkouts', { items });
	await walk(await enter(browser, mia), [`/checkout/${chosen.body.id}`, '/account/addresses']);
	await walk(await enter(browser, ben), [
		`/checkout/${held.body.id}`,
		'/basket',
		'/orders',
		`/orders/${orderId}`,
		'/notifications',
		'/account',
		'/sell',
	]);
	await walk(await enter(browser, ana), [
		'/sell',
		`/sell/products/${spoon.id}`,
		'/sell/shop',
		'/sell/delivery',
		'/sell/delivery/new',
		'/sell/coupons',
		'/sell/orders',
		`/sell/orders/${orderId}`,
	]);
	await walk(await enter(browser, dana), [
		'/admin',
		'/admin/orders',
		'/admin/users',
		'/admin/health',
		'/admin/audit',
	]);
});

test('what is not there says so, accessibly', async ({ browser }) => {
	const context = await enter(browser);
	const page = await context.newPage();
	expect((await page.goto('/nothing-here'))?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing by that name here');
	expect(await faultsOfAccess(page)).toEqual([]);
	await context.close();
});

test('the product page sends at most 60 KB of script, its live socket included', async ({ browser }) => {
	const context = await enter(browser);
	const page = await context.newPage();
	const scripts: Promise<{ url: string; bytes: number; encoding: string | null }>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() !== 'script') return;
		scripts.push(
			Promise.all([response.request().sizes(), response.headerValue('content-encoding')]).then(
				([{ responseBodySize }, encoding]) => ({ url: response.url(), bytes: responseBodySize, encoding }),
			),
		);
	});
	const socket = page.waitForEvent('websocket');
	await page.goto(spoon.url, { waitUntil: 'networkidle' });
	await (await socket).waitForEvent('framereceived');
	const sent = await Promise.all(scripts);
	expect(sent.length).toBeGreaterThan(0);
	expect(sent.filter(({ encoding }) => encoding !== 'br')).toEqual([]);
	expect(
		sent.reduce((sum, { bytes }) => sum + bytes, 0),
		JSON.stringify(sent, null, 1),
	).toBeLessThanOrEqual(MOST_SCRIPT);
	await context.close();
});

test('a page is compressed on its way, for whoever reads that', async () => {
	const encodingFor = async (accepted: string) => {
		const answer = await fetch(market.url(), { headers: { 'accept-encoding': accepted } });
		expect(await answer.text()).toContain('</html>');
		expect(answer.headers.get('vary')).toContain('Accept-Encoding');
		return answer.headers.get('content-encoding');
	};
	expect(await encodingFor('gzip, br')).toBe('br');
	expect(await encodingFor('gzip')).toBe('gzip');
	expect(await encodingFor('identity')).toBeNull();
});

test('without JavaScript the market can be read, and Ben buys', async ({ browser }) => {
	const context = await enter(browser, ben, { javaScriptEnabled: false });
	const page = await context.newPage();
	for (const path of ['/', '/category/ceramics', '/search?q=spoon', `/shop/${spoon.shop.slug}`]) {
		await page.goto(path);
		await expect(page.getByRole('link', { name: 'Walnut spoon' }).first(), path).toBeVisible();
		await expect(page.locator('main').getByText('in stock').first(), path).toBeVisible();
	}
	await page.getByRole('link', { name: 'Walnut spoon' }).first().click();
	await page.getByLabel('Quantity').fill('2');
	await page.getByRole('button', { name: 'Buy now' }).click();
	await fillAddress(page);
	await page.getByRole('button', { name: /^Pay/ }).click();
	await page.waitForURL(/\/orders\//);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Order');
	await expect(page.getByText('2 × €24.50')).toBeVisible();
	await page.goto('/orders');
	await expect(page.getByRole('link', { name: 'Walnut spoon' })).toHaveCount(2);
	await context.close();
});

async function fillAddress(page: Page): Promise<void> {
	await page.getByLabel('Name', { exact: true }).fill('Ben Peeters');
	await page.getByLabel('Street and number').fill('Graslei 8');
	await page.getByLabel('Postal code').fill('9000');
	await page.getByLabel('Town').fill('Ghent');
	await page.getByLabel('Country').selectOption('BE');
}

test('by keyboard alone one comes from the home page to a placed order', async ({ browser }) => {
	const cleo = await joinMarket(market, 'cleo');
	const context = await enter(browser, cleo);
	const page = await context.newPage();
	await page.goto('/', { waitUntil: 'networkidle' });
	await tabTo(page, `main a[href="${spoon.url}"]`);
	await page.keyboard.press('Enter');
	await page.waitForURL(spoon.url);
	await tabTo(page, 'main form button:not([type=button])');
	await expect(page.locator(':focus')).toHaveText(/Buy now/);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/checkout/);
	for (const [label, text] of [
		['Country', 'Belg'],
		['Name', 'Cleo Maes'],
		['Street and number', 'Coupure 40'],
		['Postal code', '9000'],
		['Town or city', 'Ghent'],
	] as const) {
		const field = page.getByLabel(label, { exact: true });
		await tabTo(page, `#${await field.getAttribute('id')}`);
		await page.keyboard.type(text);
	}
	await expect(page.getByLabel('Country')).toHaveValue('BE');
	await tabTo(page, 'main form button:not([type=button])', /^Pay/);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/orders\//);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Order');
	await context.close();
});

/** Tabs on until the element has the focus, and sees that it shows. */
async function tabTo(page: Page, selector: string, text?: RegExp): Promise<void> {
	const MOST_STOPS = 120;
	for (let stop = 0; stop < MOST_STOPS; stop++) {
		await page.keyboard.press('Tab');
		const here = page.locator(':focus');
		const found = await here.evaluate((element, wanted) => element.matches(wanted), selector);
		if (!found || (text && !text.test(await here.innerText()))) continue;
		expect(await here.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
		return;
	}
	throw new Error(`${selector} cannot be reached by Tab on ${page.url()}`);
}
