import { z } from 'zod';
import { origin } from '#lib/server/env.ts';
import { apiRoutes } from '../../edge/api-routes.ts';
import { endpoint, json } from '../../edge/endpoint.ts';
import { openApiDocument } from '../../edge/openapi.ts';

export const GET = endpoint(
	{
		summary: 'This document',
		tag: 'market',
		who: 'anyone',
		answers: {
			200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.literal('3.1.0') }) },
		},
	},
	async () =>
		json(openApiDocument(await apiRoutes(), origin), { headers: { 'cache-control': 'public, max-age=300' } }),
);
