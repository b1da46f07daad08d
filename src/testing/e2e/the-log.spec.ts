import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { io, type Socket } from 'socket.io-client';
import type { LogEvent } from '#events/catalogue.ts';
import { openLiveConnection } from '#realtime/live-connection.ts';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import { buy, joinMarket, listProduct, type Person } from '#testing/market/people.ts';

let market: Market;
test.beforeAll(async () => {
	market = await openMarket({ web: 2, workers: 1 });
});
test.afterAll(async () => {
	await market?.close();
});

async function readLog(stream: string): Promise<number[]> {
	const rows = await market.db
		.selectFrom('event_streams')
		.select('sseq')
		.where('stream', '=', stream)
		.orderBy('sseq')
		.execute();
	return rows.map((row) => row.sseq);
}

test('a reader cut off at random for a minute ends with exactly the log it may see', async () => {
	test.setTimeout(180_000);
	const ana = await joinMarket(market, 'ana');
	const spoon = await listProduct(ana, 'Walnut spoon', { stock: 5_000 });
	const buyers = await Promise.all(Array.from({ length: 4 }, (_, n) => joinMarket(market, `buyer${n}`)));
	const stream = `shop:${spoon.shop.id}`;

	const heard: LogEvent[] = [];
	const cursors = await ana.call('GET', `/api/cursors?streams=${stream}`);
	const listening = { epoch: cursors.body.epoch as number, after: 0 };
	let cuts = 0;
	const live = openLiveConnection(
		market.url(1),
		{ state: () => undefined, stock: () => undefined },
		{ headers: { cookie: ana.cookie } },
	);
	live.listen(stream, listening, { event: (event) => heard.push(event), reset: () => null });

	const ends = Date.now() + 60_000;
	const cutting = (async () => {
		while (Date.now() < ends) {
			await sleep(200 + Math.random() * 2_500);
			cuts += 1;
			live.socket.io.engine?.close();
		}
	})();
	const selling = (async () => {
		while (Date.now() < ends) {
			const answers = await Promise.all(buyers.map((buyer, n) => buy(buyer, spoon, { web: n % 2 })));
			expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
			await sleep(150);
		}
	})();
	await Promise.all([cutting, selling]);
	expect(await market.settle()).toEqual([]);

	expect(cuts).toBeGreaterThan(15);
	await expect
		.poll(() => heard.length, { timeout: 15_000 })
		.toBeGreaterThanOrEqual((await readLog(stream)).length);
	expect(heard.map((event) => event.sseq)).toEqual(await readLog(stream));
	live.close();
});

test('whoever is signed out hears nothing private after a second, on the wire', async () => {
	const ana = await joinMarket(market, 'ana');
	const spoon = await listProduct(ana, 'Cherry spoon', { stock: 500 });
	const buyers = await Promise.all(Array.from({ length: 3 }, (_, n) => joinMarket(market, `buyer${n}`)));
	const stream = `shop:${spoon.shop.id}`;
	const wires = await Promise.all([0, 1].map((web) => openWire(ana, web, stream)));

	let selling = true;
	const sales = (async () => {
		while (selling) {
			await Promise.all(buyers.map((buyer) => buy(buyer, spoon)));
			await sleep(50);
		}
	})();
	await expect.poll(() => wires.every((wire) => wire.private().length > 3)).toBe(true);
	expect((await ana.call('POST', '/api/logout')).status).toBeLessThan(300);
	const signedOut = Date.now();
	await sleep(4_000);
	selling = false;
	await sales;
	for (const wire of wires) {
		expect(wire.private().filter((frame) => frame.at > signedOut + 1_000)).toEqual([]);
		expect(wire.socket.connected).toBe(false);
		wire.socket.close();
	}
	// The market went on selling all the while: there was something to hear.
	expect((await readLog(stream)).length).toBeGreaterThan(20);
});

/** Every packet as it comes over the WebSocket, below any client logic. */
async function openWire(person: Person, web: number, stream: string) {
	const frames: { at: number; text: string }[] = [];
	const socket: Socket = io(market.url(web), {
		transports: ['websocket'],
		forceNew: true,
		extraHeaders: { cookie: person.cookie },
		reconnection: true,
	});
	const read = () => {
		socket.io.engine.on('packet', (packet: { data?: string }) =>
			frames.push({ at: Date.now(), text: packet.data ?? '' }),
		);
	};
	socket.io.on('open', read);
	await new Promise<void>((resolve) => socket.once('connect', resolve));
	const cursors = await person.call('GET', `/api/cursors?streams=${stream}`, undefined, { web });
	await socket.emitWithAck('subscribe', {
		stream,
		epoch: cursors.body.epoch,
		after: cursors.body.heads[stream],
	});
	return { socket, private: () => frames.filter((frame) => frame.text.includes('order.')) };
}
