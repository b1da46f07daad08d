/**
 * A stand-in for Stripe on this machine: HTTP as Stripe documents it, with form-encoded bodies, honoured idempotency keys and
 * errors in Stripe's shape. It keeps a book of its own (`stripe-book.ts`), and misbehaves as it is told: a timeout or a 500 after
 * the deed, a cut line, being away. `GET /authenticate/{intent}` is the bank, which sends the buyer back.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { env } from '#lib/server/env.ts';
import { StripeBook, StripeProblem, type StripeEvent } from './stripe-book.ts';
import { signStripeEvent, type Signing } from './stripe-signature.ts';

/** `timeout`, `cut` and `fault` after the deed is done, and `away` without doing it. */
export type Fault = 'timeout' | 'cut' | 'fault' | 'away';

export type StripeDouble = {
	url: string;
	book: StripeBook;
	/** Every request that came, such as `POST /v1/refunds`. */
	requests: string[];
	/** The next `times` requests like this one go wrong. */
	misbehave: (request: RegExp, fault: Fault, times?: number) => void;
	/** A day has passed: no idempotency key is remembered. */
	forgetKeys: () => void;
	/** Events so far of one intent or refund, by what is in them; the latest of a type last. */
	eventsOf: (id: string, type?: string) => StripeEvent[];
	/** Sends an event as Stripe does, and answers the status. */
	deliver: (event: StripeEvent, signing?: Signing) => Promise<number>;
	close: () => Promise<void>;
};

export async function openStripeDouble({
	url = env.STRIPE_API_URL ?? 'http://127.0.0.1:0',
	webhook = '',
	/** Runs when a buyer is at the bank, before they are sent back. */
	atTheBank = async (_intent: string) => {},
} = {}): Promise<StripeDouble> {
	const requests: string[] = [];
	const faults: { request: RegExp; fault: Fault; left: number }[] = [];
	const answered = new Map<string, { asked: string; status: number; body: unknown }>();

	const server = createServer((request, response) => {
		serve(request, response).catch((error: unknown) => {
			response.writeHead(500).end(String(error));
		});
	});

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const name = `${request.method} ${request.url?.split('?')[0]}`;
		let text = '';
		for await (const chunk of request) text += String(chunk);
		const at = /^GET \/authenticate\/(\w+)$/.exec(name);
		if (at) return await authenticate(at[1]!, response);
		requests.push(name);
		const rule = faults.find((one) => one.left > 0 && one.request.test(name));
		if (rule) rule.left -= 1;
		const send = (status: number, body: unknown) =>
			response
				.writeHead(status, {
					'content-type': 'application/json',
					'request-id': 'req_double',
					// Stripe says so of its own faults: its answer to the key stands.
					...(status >= 500 && { 'stripe-should-retry': 'false' }),
				})
				.end(JSON.stringify(body));
		if (rule?.fault === 'away') return void send(503, { error: { type: 'api_error', message: 'Away' } });

		const key = request.headers['idempotency-key'] as string | undefined;
		const known = key === undefined ? undefined : answered.get(key);
		const asked = `${name} ${text}`;
		if (known && known.asked !== asked)
			return void send(400, { error: { type: 'idempotency_error', message: 'Keys are for one request' } });
		let result = known ?? { asked, ...act(name, fieldsOf(text || (request.url?.split('?')[1] ?? ''))) };
		// Stripe remembers a fault of its own as the key's answer, too.
		if (rule?.fault === 'fault' && !known)
			result = { asked, status: 500, body: { error: { type: 'api_error', message: 'Something broke' } } };
		if (key !== undefined && request.method === 'POST') answered.set(key, result);
		if (rule?.fault === 'timeout') return;
		if (rule?.fault === 'cut') return void response.destroy();
		send(result.status, result.body);
	}

	function act(name: string, fields: Fields): { status: number; body: unknown } {
		try {
			return { status: 200, body: structuredClone(route(book, name, fields)) };
		} catch (error) {
			if (error instanceof StripeProblem) return { status: error.status, body: { error: error.body } };
			throw error;
		}
	}

	async function authenticate(id: string, response: ServerResponse): Promise<void> {
		const back = book.intent(id).next_action?.redirect_to_url.return_url ?? '/';
		if (book.intent(id).status === 'requires_action') book.succeed(id);
		await atTheBank(id);
		const location = `${back}?payment_intent=${id}&redirect_status=succeeded`;
		response.writeHead(303, { location }).end();
	}

	const { hostname, port } = new URL(url);
	await new Promise<void>((resolve) => server.listen(Number(port), hostname, resolve));
	const address = server.address();
	const base = `http://${hostname}:${typeof address === 'object' && address ? address.port : port}`;
	const book = new StripeBook(base);

	return {
		url: base,
		book,
		requests,
		misbehave: (request, fault, times = 1) => void faults.push({ request, fault, left: times }),
		forgetKeys: () => answered.clear(),
		eventsOf: (id, type) =>
			book.events.filter((event) => {
				const { object } = event.data;
				const about = object['id'] === id || object['payment_intent'] === id;
				return about && (type === undefined || event.type === type);
			}),
		async deliver(event, signing) {
			const { body, signature } = signStripeEvent(event, signing);
			const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
			return (await fetch(webhook, { method: 'POST', headers, body })).status;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

type Fields = Record<string, unknown>;

function route(book: StripeBook, name: string, fields: Fields): unknown {
	const [, path = '', id = '', deed = ''] = /^\w+ \/v1\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(name) ?? [];
	switch (`${name.split(' ')[0]} ${path}${id && '/id'}${deed && `/${deed}`}`) {
		case 'GET payment_methods/id':
			return book.method(id);
		case 'POST payment_intents':
			return book.create({ ...fields, amount: Number(fields['amount']) } as never);
		case 'GET payment_intents/id':
			return book.intent(id);
		case 'POST payment_intents/id/confirm':
			return book.confirm(id, String(fields['return_url']));
		case 'POST payment_intents/id/cancel':
			return book.cancel(id);
		case 'GET refunds':
			return list(book.refunds.filter((one) => one.payment_intent === fields['payment_intent']));
		case 'GET transfers':
			return list(book.transfers.filter((one) => one.transfer_group === fields['transfer_group']));
		case 'POST refunds':
			return book.refund({ ...fields, amount: Number(fields['amount']) } as never);
		case 'POST transfers':
			return book.transfer({ ...fields, amount: Number(fields['amount']) } as never);
		default:
			throw new StripeProblem(404, { type: 'invalid_request_error', message: `Unrecognized ${name}` });
	}
}

const list = (data: unknown[]) => ({ object: 'list', data, has_more: false, url: '/v1' });

/** `metadata[payment_key]=…` as Stripe reads it. */
function fieldsOf(text: string): Fields {
	const fields: Fields = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const [, outer = name, inner] = /^(\w+)\[(\w*)\]$/.exec(name) ?? [];
		if (inner === undefined) fields[name] = value;
		else fields[outer] = { ...(fields[outer] as object), [inner]: value };
	}
	return fields;
}
