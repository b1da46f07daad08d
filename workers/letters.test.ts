import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openRedis, PREFIX } from '#lib/server/redis.ts';
import { db } from '#lib/server/db.ts';
import { listProduct, placeOrderFor, signUp, type Person } from '#testing/cast.ts';
import { eventually } from '#testing/eventually.ts';
import { openSmtpSink, type Caught, type SmtpSink, type Verdict } from '#testing/smtp-sink.ts';
import { forgetThePast, letLeasesEnd, startWorker, type WorkerProcess } from '#testing/worker-process.ts';

// Processes are started and killed here, on whatever machine.
vi.setConfig({ testTimeout: 90_000 });

let sink: SmtpSink;
const workers: WorkerProcess[] = [];
const work = () => {
	const worker = startWorker();
	workers.push(worker);
	return worker;
};

beforeAll(async () => {
	await forgetThePast();
	sink = await openSmtpSink();
});
afterEach(async () => {
	await Promise.all(workers.splice(0).map((worker) => worker.kill()));
	sink.decide(() => 'take');
});
afterAll(() => sink.close());

/** Placed, and left to the worker: charge, settle, tell both. */
async function orders({ seller, buyer }: { seller: Person; buyer: Person }): Promise<{ id: string }> {
	const bowl = await listProduct(seller, { name: 'Blue bowl', stock: 5 });
	const checkout = await placeOrderFor(buyer.actor, [{ product_id: bowl.id, quantity: 2 }]);
	return checkout.orders[0]!;
}

const choresOf = (ref: string) => db.selectFrom('chores').selectAll().where('ref', '=', ref).execute();
const isDone = (chores: { status: string }[]) =>
	chores.length === 2 && chores.every((chore) => chore.status === 'done');
const mailsTo = (address: string) =>
	db.selectFrom('mails').selectAll().where('recipient', '=', address).execute();
const receipts = (letters: Caught[]) => letters.filter((letter) => /^Subject: Your order/m.test(letter.raw));

test('Ben pays: he gets his receipt, Ana hears of the order, each once', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const order = await orders({ seller: ana, buyer: ben });
	const worker = work();
	await eventually('both letters', () => receipts(sink.takenBy(ben.email))[0] && sink.takenBy(ana.email)[0]);
	await eventually('both chores done', async () => isDone(await choresOf(order.id)));
	const bell = await db.selectFrom('notifications').selectAll().where('user_id', '=', ana.actor.id).execute();
	expect(bell).toHaveLength(1);
	expect(bell[0]!.title).toBe('New order: 2 × Blue bowl');
	expect(await worker.stop()).toBe(0);
	expect(receipts(sink.takenBy(ben.email))).toHaveLength(1);
});

test('a worker killed twice while it sends the same letter: sent all the same, every copy the same letter', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	await orders({ seller: ana, buyer: ben });
	let kills = 0;
	sink.decide(async (letter): Promise<Verdict> => {
		if (!letter.to.includes(ben.email) || !/Subject: Your order/.test(letter.raw) || kills >= 2)
			return 'take';
		kills += 1;
		// Taken by the mail server, and the worker dead before it hears of it.
		await Promise.all(workers.splice(0).map((worker) => worker.kill()));
		return 'take';
	});
	for (let life = 1; life <= 3; life++) {
		work();
		await letLeasesEnd();
		if (life < 3) await eventually(`kill ${life}`, () => kills === life);
	}
	await letLeasesEnd();
	await eventually('the receipt is marked', async () =>
		(await mailsTo(ben.email)).some((mail) => mail.kind === 'order-receipt' && mail.status === 'sent'),
	);
	const copies = receipts(sink.takenBy(ben.email));
	expect(copies.length).toBeGreaterThanOrEqual(1);
	expect(copies.length).toBeLessThanOrEqual(1 + kills);
	expect(new Set(copies.map((copy) => copy.messageId)).size).toBe(1);
	expect(new Set(copies.map((copy) => copy.raw)).size).toBe(1);
});

test('Redis is emptied while letters wait: all are sent, none twice', async () => {
	const ana = await signUp('ana');
	const buyers = await Promise.all(Array.from({ length: 12 }, () => signUp('ben')));
	for (const buyer of buyers) await orders({ seller: ana, buyer });
	const redis = openRedis('patient', 'test');
	let emptied = false;
	sink.decide(async (): Promise<Verdict> => {
		if (!emptied) {
			emptied = true;
			const keys = await redis.keys(`${PREFIX}*`);
			await redis.del(...keys);
		}
		return { slowMs: 100 };
	});
	work();
	await eventually('every receipt is marked', async () => {
		const sent = await Promise.all(buyers.map((buyer) => mailsTo(buyer.email)));
		return sent.every((mails) =>
			mails.some((mail) => mail.kind === 'order-receipt' && mail.status === 'sent'),
		);
	});
	for (const buyer of buyers) expect(receipts(sink.takenBy(buyer.email))).toHaveLength(1);
	redis.disconnect();
});

test('"try again later" is tried again later; "never" is dead, and says why', async () => {
	const [ana, ben, cleo] = await Promise.all([signUp('ana'), signUp('ben'), signUp('cleo')]);
	const later = await orders({ seller: ana, buyer: ben });
	const never = await orders({ seller: ana, buyer: cleo });
	sink.decide((letter) => {
		if (letter.to.includes(ben.email)) return letter.nth === 1 ? { answer: 450 } : 'take';
		return letter.to.includes(cleo.email) ? { answer: 550 } : 'take';
	});
	work();
	await eventually('Ben’s receipt, at the second try', () => receipts(sink.takenBy(ben.email))[0]);
	await eventually('done', async () => isDone(await choresOf(later.id)));
	const [dead] = await eventually('Cleo’s is dead', async () => {
		const chores = (await choresOf(never.id)).filter((chore) => chore.status === 'dead');
		return chores.length > 0 && chores;
	});
	expect(dead!.last_error).toContain('550');
	const mail = (await mailsTo(cleo.email)).find((one) => one.kind === 'order-receipt')!;
	expect(mail.status).toBe('dead');
	expect(mail.last_error).toContain('As the test says');
	expect(receipts(sink.takenBy(cleo.email))).toHaveLength(0);
});

test('the line is cut after the letter was taken: the second copy is the same to the byte', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	await orders({ seller: ana, buyer: ben });
	sink.decide((letter) => (letter.to.includes(ben.email) && letter.nth === 1 ? 'cut' : 'take'));
	work();
	const copies = await eventually('two copies', () => {
		const all = receipts(sink.takenBy(ben.email));
		return all.length === 2 && all;
	});
	expect(copies[0]!.raw).toBe(copies[1]!.raw);
});

test('asked to stop, a worker finishes the letter in hand and takes no other', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const order = await orders({ seller: ana, buyer: ben });
	let inHand = false;
	sink.decide((letter) => {
		inHand ||= letter.to.includes(ben.email) && receipts([letter]).length === 1;
		return { slowMs: 1_000 };
	});
	const worker = work();
	await eventually('the receipt in hand', () => inHand);
	expect(await worker.stop()).toBe(0);
	const [receipt] = (await choresOf(order.id)).filter((chore) => chore.kind === 'send-order-receipt');
	expect(receipt!.status).toBe('done');
});

test('a worker frozen in mid-letter is fenced when it wakes: another has done its chore', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const order = await orders({ seller: ana, buyer: ben });
	const frozen = work();
	let froze = false;
	sink.decide((letter) => {
		if (!froze && receipts([letter]).length === 1 && letter.to.includes(ben.email)) {
			froze = true;
			frozen.signal('SIGSTOP');
		}
		return 'take';
	});
	await eventually('the freeze', () => froze);
	await letLeasesEnd();
	work();
	await eventually('the other worker is done', async () => isDone(await choresOf(order.id)));
	frozen.signal('SIGCONT');
	await eventually('the fence', () =>
		/another worker has the chore|lease of a chore was lost/.test(frozen.output()),
	);
	expect(isDone(await choresOf(order.id))).toBe(true);
	const copies = receipts(sink.takenBy(ben.email));
	expect(copies).toHaveLength(2);
	expect(copies[0]!.raw).toBe(copies[1]!.raw);
	expect(await frozen.stop()).toBe(0);
});
