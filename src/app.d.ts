import type { Actor, Guest } from '#accounts/actor.ts';

declare global {
	namespace App {
		interface Locals {
			actor: Actor | null;
			/** Whoever shopped here without signing in; never in place of `actor`. See `shopperOf`. */
			guest: Guest | null;
			requestId: string;
			/** The caller's network address, as far as it is to be believed. */
			address: string;
			/** Set while a page is made: MySQL did not answer, so the answer is 503 and not 500. */
			away?: true;
		}
		interface Error {
			message: string;
			/** Quoted to support; the same id stands in the log, the event and the job. */
			request_id?: string;
			code?: string;
		}
	}
}

export {};
