import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { io as connect, type Socket } from 'socket.io-client';
import type { Actor } from '#accounts/actor.ts';
import type { LogEvent } from '#events/catalogue.ts';
import { record, type NewEvent } from '#events/server/record.ts';
import { checkEpoch, startSequencer } from '#events/server/sequence.ts';
import { readCursors, readStream } from '#events/server/tail.ts';
import { newId } from '#lib/ids.ts';
import { transaction } from '#lib/server/db.ts';
import { openLiveConnection, type LiveConnection } from '../live-connection.ts';
import type { StockFrame } from '../protocol.ts';
import type { MarketDoors } from './connection.ts';
import { createRevocation } from './revocation.ts';
import { startRealtime, type Realtime } from './start-realtime.ts';

const ben: Actor = { id: newId(), username: 'ben', role: 'user', emailVerified: true, sessionId: newId() };
const cleo: Actor = { id: newId(), username: 'cleo', role: 'user', emailVerified: true, sessionId: newId() };
const till: Actor = { id: newId(), username: 'till', role: 'user', emailVerified: true, sessionId: null };
const people = new Map([ben, cleo, till].map((actor) => [actor.username, actor]));

let stock: StockFrame[] = [];
let stockReads = 0;

const doors: MarketDoors = {
	authenticate: async (headers) => ({ actor: people.get(headers.get('authorization') ?? '') ?? null }),
	mayRead: async (actor, stream) => stream === 'market' || stream === `user:${actor?.id}`,
	readStock: async (ids) => {
		stockReads += 1;
		return stock.filter((frame) => ids.includes(frame.product_id));
	},
	liveSessions: async (ids) => new Set(ids),
};

let http: Server;
let realtime: Realtime;
let url: string;
const sequencer = startSequencer();
const open: (LiveConnection | Socket)[] = [];

beforeAll(async () => {
	// A database that was just made learns here when its server was started; readers of before would be told to fetch afresh.
	await checkEpoch();
	http = createServer();
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	realtime = await startRealtime(http, doors, { address: () => '127.0.0.1', heartbeatMs: 300 });
});
afterEach(() => {
	for (const one of open.splice(0)) one.close();
});
afterAll(async () => {
	await realtime.stop();
	await sequencer.stop();
	await new Promise((resolve) => http.close(resolve));
});

const rings = (user: Actor, title: string): NewEvent => ({
	type: 'notification.added',
	id: newId(),
	version: 1,
	data: { user_id: user.id, kind: 'order.paid', title, body: '', href: '/orders' },
});
const tell = (...events: NewEvent[]) => transaction((tx) => record(tx, ...events));
const until = (true_: () => boolean, what: string) =>
	expect.poll(true_, { timeout: 15_000, interval: 10, message: what }).toBe(true);

async function reader(user: Actor, stream = `user:${user.id}`) {
	const heard: LogEvent[] = [];
	const frames: StockFrame[] = [];
	const { epoch, heads } = await readCursors([stream]);
	const live = openLiveConnection(
		url,
		{ state: () => undefined, stock: (fresh) => frames.push(...fresh) },
		{ headers: { authorization: user.username } },
	);
	open.push(live);
	const stop = live.listen(
		stream,
		{ epoch, after: heads[stream] ?? 0 },
		{ event: (event) => heard.push(event), reset: () => null },
	);
	return { live, heard, frames, stop };
}

async function rawSocket(user: Actor | null, headers: Record<string, string> = {}) {
	const socket = connect(url, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders: { ...(user && { authorization: user.username }), ...headers },
	});
	open.push(socket);
	return socket;
}

test('Ben hears what is his, in order and once, and goes on from his cursor after a cut', async () => {
	const { live, heard } = await reader(ben);
	for (let n = 0; n < 30; n++) {
		await tell(rings(ben, `${n}`));
		if (n % 7 === 3) {
			await until(() => live.socket.connected, 'a line to cut');
			live.socket.io.engine?.close();
		}
	}
	await until(() => heard.length >= 30, 'all thirty rings');
	const log = await readStream(`user:${ben.id}`, 0, 100);
	expect(heard.map((event) => event.sseq)).toEqual(log.slice(-30).map((event) => event.sseq));
	expect(heard.map((event) => (event.type === 'notification.added' ? event.data.title : ''))).toEqual(
		Array.from({ length: 30 }, (_, n) => `${n}`),
	);
});

test('a lost last event is noticed by the heartbeat, though nothing comes after it', async () => {
	const { live, heard } = await reader(cleo);
	await tell(rings(cleo, 'first'));
	await until(() => heard.length === 1, 'the first ring');
	// The frame is lost between the server and the reader.
	const listeners = live.socket.listeners('log');
	live.socket.off('log');
	let lost = 0;
	live.socket.once('log', () => {
		lost += 1;
		for (const listener of listeners) live.socket.on('log', listener);
	});
	await tell(rings(cleo, 'last'));
	await until(() => lost === 1, 'the frame that got lost');
	expect(heard.length).toBe(1);
	await until(() => heard.length === 2, 'the ring that was lost');
});

test('a foreign stream and one that does not exist get the same answer, and nothing else', async () => {
	const socket = await rawSocket(cleo);
	const frames: unknown[] = [];
	socket.onAny((...frame: unknown[]) => frames.push(frame));
	const ask = (stream: string) => socket.emitWithAck('subscribe', { stream, epoch: 1, after: 0 });
	expect(await ask(`user:${ben.id}`)).toEqual({ ok: false, code: 'not_found' });
	expect(await ask(`user:${newId()}`)).toEqual({ ok: false, code: 'not_found' });
	expect(await ask('admin')).toEqual({ ok: false, code: 'not_found' });
	await tell(rings(ben, 'private'));
	const own = await reader(ben);
	await tell(rings(ben, 'again'));
	await until(() => own.heard.length >= 1, 'Ben’s own ring');
	expect(frames).toEqual([]);
});

test('after revocation not one private frame is on the wire', async () => {
	const nosy = await reader(ben);
	const raw = await rawSocket(ben);
	const frames: { name: string; frame: unknown }[] = [];
	raw.onAny((name: string, frame: unknown) => frames.push({ name, frame }));
	const { epoch, heads } = await readCursors([`user:${ben.id}`]);
	await raw.emitWithAck('subscribe', { stream: `user:${ben.id}`, epoch, after: heads[`user:${ben.id}`] });
	// In one transaction: what is told after the revocation is told in the same breath.
	await tell(
		rings(ben, 'before'),
		{
			type: 'session.revoked',
			id: ben.sessionId!,
			version: 1,
			data: { user_id: ben.id, session_ids: [ben.sessionId!], why: 'signed out' },
		},
		rings(ben, 'after'),
	);
	await until(() => raw.disconnected, 'the socket being closed');
	expect(JSON.stringify(frames)).toContain('before');
	expect(JSON.stringify(frames)).not.toContain('after"');
	expect(frames.at(-1)).toEqual({ name: 'ended', frame: { why: 'session' } });
	nosy.stop();
});

test('a thousand sales in a burst are few frames, and the last one is true', async () => {
	const product = newId();
	const variant = newId();
	const { live, frames } = await reader(cleo);
	const leave = (available: number) => {
		const count = { id: variant, available, held: 0, version: 1_001 - available, next_free_at: null };
		stock = [{ product_id: product, gone: false, variants: [count] }];
	};
	const sale = (left: number): NewEvent => ({
		type: 'stock.adjusted',
		id: variant,
		version: 1,
		data: {
			shop_id: newId(),
			product_id: product,
			variant_id: variant,
			name: 'Walnut spoon',
			change: -1,
			available: left,
		},
	});
	const told = (available: number) =>
		until(() => frames.at(-1)?.variants[0]?.version === 1_001 - available, `the count of ${available}`);
	leave(1_000);
	live.watch([product]);
	await told(1_000);
	// After this one's frame nothing of the tests before is under way any more.
	leave(999);
	await tell(sale(999));
	await told(999);
	stockReads = 0;
	const before = frames.length;
	const started = performance.now();
	for (let left = 950; left >= 0; left -= 50) {
		leave(left);
		await tell(...Array.from({ length: 50 }, () => sale(left)));
	}
	await told(0);
	const tenths = Math.ceil((performance.now() - started) / 100) + 1;
	expect(frames.length - before).toBeLessThanOrEqual(tenths);
	expect(stockReads).toBeLessThanOrEqual(tenths);
});

test('nonsense is answered, three times, and then the socket is closed', async () => {
	const socket = await rawSocket(cleo);
	expect(await socket.emitWithAck('subscribe', { stream: 'system', epoch: 1, after: 0 })).toMatchObject({
		ok: false,
		code: 'invalid_input',
	});
	expect(await socket.emitWithAck('__proto__', {})).toMatchObject({ ok: false, code: 'invalid_input' });
	socket.emit('watch', { products: [1.5] });
	await until(() => socket.disconnected, 'the socket being closed');
});

test('the socket of a program whose token was revoked is closed at the next look', async () => {
	const socket = await rawSocket(till);
	expect(await socket.emitWithAck('clock', {})).toMatchObject({ ok: true });
	const look = createRevocation(realtime.io, doors).recheck;
	await look();
	expect(socket.connected).toBe(true);
	people.delete(till.username);
	await look();
	await until(() => socket.disconnected, 'the socket being closed');
});

test('a socket watches so many products and no more, whatever it asks for again', async () => {
	const socket = await rawSocket(null);
	const ask = (products: string[]) => socket.emitWithAck('watch', { products });
	const ids = Array.from({ length: 410 }, () => newId());
	for (let at = 0; at < 400; at += 100)
		expect(await ask(ids.slice(at, at + 100))).toMatchObject({ ok: true });
	expect(await ask([...ids.slice(0, 50), ...ids.slice(400)])).toMatchObject({ code: 'too_many_products' });
	// What it watched before the refusal still counts.
	expect(await ask(ids.slice(400))).toMatchObject({ code: 'too_many_products' });
	expect(await ask(ids.slice(0, 50))).toMatchObject({ ok: true });
});

test('a page of another site cannot open a socket with our visitor’s cookie', async () => {
	const socket = await rawSocket(ben, { origin: 'https://elsewhere.example' });
	await until(() => socket.disconnected, 'refusal');
	const refused = new Promise((resolve) => socket.once('connect_error', resolve));
	socket.connect();
	await refused;
	expect(socket.connected).toBe(false);
});

test('a cursor of another epoch, or from the future, is told to fetch afresh', async () => {
	const socket = await rawSocket(ben);
	const { epoch, heads } = await readCursors([`user:${ben.id}`]);
	const stream = `user:${ben.id}` as const;
	const head = heads[stream]!;
	expect(await socket.emitWithAck('subscribe', { stream, epoch: epoch + 1, after: head })).toEqual({
		ok: true,
		head,
		epoch,
		reset: true,
	});
	expect(await socket.emitWithAck('subscribe', { stream, epoch, after: head + 1 })).toEqual({
		ok: true,
		head,
		epoch,
		reset: true,
	});
});
