declare global {
	namespace App {
		interface Error {
			message: string;
			/** Quoted to support; the same id stands in the log, the event and the job. */
			request_id?: string;
			code?: string;
		}
	}
}

export {};
