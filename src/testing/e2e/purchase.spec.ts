import { expect, test } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import {
	anaSendsIt,
	benBuys,
	bothGotOneLetter,
	cardOf,
	danaReadsItAll,
	everybodySeesThePurchase,
	nobodyReloaded,
	setStage,
	type Stage,
} from '#testing/market/stage.ts';

let market: Market;
let stage: Stage;
test.afterEach(async () => {
	await stage?.close();
	await market?.close();
});

test('Ben buys a spoon: the grid, the maker, the mails, the feed and his own page tell it, and nobody reloads', async ({
	browser,
}) => {
	market = await openMarket({ web: 1, workers: 1 });
	stage = await setStage(browser, market);
	const number = await benBuys(stage);
	await everybodySeesThePurchase(stage, number);
	await bothGotOneLetter(market, stage, number);
	expect(
		market.mails.takenBy(stage.ben.email).filter((letter) => /^subject: your order/im.test(letter.raw)),
	).toHaveLength(1);
	await anaSendsIt(stage);
	await danaReadsItAll(stage, number);
	await nobodyReloaded(stage);
	expect(await market.settle()).toEqual([]);
});

test('the same with the worker killed in the middle and started again', async ({ browser }) => {
	market = await openMarket({ web: 1, workers: 1 });
	stage = await setStage(browser, market);
	// It dies as it hands over the first letter about the order, and does not hear whether it was taken.
	let killed = false;
	market.mails.decide((letter) => {
		if (killed || !/^subject: .*order/im.test(letter.raw)) return 'take';
		killed = true;
		void market.workers[0]!.kill('SIGKILL');
		return 'cut';
	});
	const number = await benBuys(stage);
	await expect.poll(() => killed && !market.workers[0]!.running()).toBe(true);
	// Stock and status were told without it; now it comes back.
	await expect(cardOf(stage.pages.cleo, stage.spoon)).toContainText('8 in stock');
	market.workers[0]!.start();
	await everybodySeesThePurchase(stage, number);
	await anaSendsIt(stage);
	expect(await market.settle({ withinMs: 100_000 })).toEqual([]);
	await bothGotOneLetter(market, stage, number);
	await danaReadsItAll(stage, number);
	await nobodyReloaded(stage);
});

test('the same with the worker dead before the purchase, and Redis emptied and started again', async ({
	browser,
}) => {
	market = await openMarket({ web: 1, workers: 1 });
	stage = await setStage(browser, market);
	await market.workers[0]!.kill('SIGKILL');
	const number = await benBuys(stage);
	// Live counts need neither worker nor Redis.
	await expect(cardOf(stage.pages.cleo, stage.spoon)).toContainText('8 in stock');
	await market.redis.kill('SIGKILL');
	market.workers[0]!.start();
	await expect(stage.pages.ben.getByText('We are waiting for the payment.')).toBeVisible();
	// It keeps nothing on disk: what comes back is an empty one.
	market.redis.start();
	await everybodySeesThePurchase(stage, number);
	await anaSendsIt(stage);
	expect(await market.settle({ withinMs: 100_000 })).toEqual([]);
	await bothGotOneLetter(market, stage, number);
	await danaReadsItAll(stage, number);
	await nobodyReloaded(stage);
});

test('the same with one of two web processes killed: those who were on it come back by themselves', async ({
	browser,
}) => {
	market = await openMarket({ web: 2, workers: 1 });
	stage = await setStage(browser, market, { web: { ben: 0, cleo: 1, ana: 1, dana: 0 } });
	await market.web[1]!.kill('SIGKILL');
	const number = await benBuys(stage);
	await expect(stage.pages.ben.getByText('It is paid. The maker has been told.')).toBeVisible();
	await expect(cardOf(stage.pages.cleo, stage.spoon)).toContainText('9 in stock');
	await expect(stage.pages.cleo.getByText(/Reconnecting|offline/)).toBeVisible();
	market.web[1]!.start();
	await market.ready(1);
	await everybodySeesThePurchase(stage, number);
	await expect(stage.pages.cleo.getByText(/Reconnecting|offline/)).toBeHidden();
	await anaSendsIt(stage);
	await bothGotOneLetter(market, stage, number);
	await danaReadsItAll(stage, number);
	await nobodyReloaded(stage);
	expect(await market.settle()).toEqual([]);
});
