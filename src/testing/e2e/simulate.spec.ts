import { expect, test } from '@playwright/test';
import { openMarket, type Market } from '../market/open-market.ts';
import { refusalsOf, tell } from '../simulate/tell.ts';
import { simulate } from '../simulate/simulate.ts';

const HOLD_SECONDS = 2;
let market: Market;
test.beforeAll(async () => {
	market = await openMarket({
		web: 2,
		env: { HOLD_SECONDS: String(HOLD_SECONDS), PAYMENT_WINDOW_SECONDS: '3', LOG_LEVEL: 'warn' },
	});
});
test.afterAll(async () => {
	await market?.close();
});

test('a crowd, short of everything, on a market that is being killed: nothing sold twice, nobody refused what was there', async () => {
	const ground = { url: market.url, webs: 2, db: market.db, own: market, holdMs: HOLD_SECONDS * 1_000 };
	const wish = { buyers: 15, seconds: 12, seed: 'npm test', killEveryMs: 2_000 };
	const outcome = await simulate(ground, wish, () => undefined);
	expect(outcome.violations, tell(outcome).join('\n')).toEqual([]);
	// It was a crowd, and it was killed.
	expect(outcome.diary.requests).toBeGreaterThan(100);
	expect(refusalsOf(outcome)['sold_out']).toBeGreaterThan(10);
	expect(outcome.orders['paid']).toBeGreaterThan(5);
	expect(outcome.people.guests).toBeGreaterThan(0);
	expect(outcome.diary.known.filter((known) => known.act === 'basket').length).toBeGreaterThan(20);
	expect(outcome.kills.web).toBeGreaterThan(0);
	expect(outcome.kills.worker).toBeGreaterThan(0);
});
