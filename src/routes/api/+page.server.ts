import { refusals } from '#lib/refusal.ts';
import { origin } from '#lib/server/env.ts';
import { SANDBOX_CARDS, spacedCard } from '#payments/cards.ts';
import { apiRoutes } from '../edge/api-routes.ts';
import { refusalsOf, schemaOf, type Route } from '../edge/openapi.ts';
import { exampleOf, fieldsOf } from '../edge/schema-words.ts';

const TAGS: Record<Route['definition']['tag'], string> = {
	accounts: 'Accounts',
	products: 'Products',
	orders: 'Orders',
	notifications: 'Notifications',
	shops: 'Shops',
	market: 'The market',
};
const WHO = { anyone: 'anyone', user: 'who is signed in', admin: 'admins' };

export async function load() {
	const routes = await apiRoutes();
	return {
		origin,
		parts: Object.entries(TAGS)
			.map(([tag, title]) => ({
				tag,
				title,
				routes: routes.filter((route) => route.definition.tag === tag).map(inWords),
			}))
			.filter((part) => part.routes.length > 0),
		problems: Object.entries(refusals).map(([code, { status, title }]) => ({ code, status, title })),
		cards: SANDBOX_CARDS.map(({ number, does }) => ({ number: spacedCard(number), does })),
	};
}

function inWords(route: Route) {
	const { method, path, definition } = route;
	const { summary, who, query, body, answers, idempotent } = definition;
	const taken = body && schemaOf(body, 'input');
	return {
		id: `${method} ${path}`
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/-$/, ''),
		method,
		path,
		summary,
		who: WHO[who],
		idempotent: idempotent ?? false,
		query: query ? fieldsOf(schemaOf(query, 'input')) : [],
		body: taken ? fieldsOf(taken) : [],
		answers: Object.entries(answers).map(([status, { description, schema }]) => ({
			status,
			description,
			fields: schema ? fieldsOf(schemaOf(schema, 'output')) : [],
		})),
		refuses: refusalsOf(definition),
		curl: curl(route, taken && exampleOf(taken)),
	};
}

function curl({ method, path, definition }: Route, body: unknown): string {
	const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}'${origin}${path}'`];
	if (definition.who !== 'anyone') lines.push(`-H "Authorization: Bearer $MARKETDAY_TOKEN"`);
	if (definition.idempotent) lines.push(`-H 'Idempotency-Key: my-order-1'`);
	if (body !== undefined)
		lines.push(
			`-H 'Content-Type: application/json'`,
			`-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`,
		);
	return lines.join(' \\\n  ');
}
