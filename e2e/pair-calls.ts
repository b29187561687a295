import type { APIRequestContext, Page } from '@playwright/test';

/**
 * Calls the JSON interface as a person's page does, for steps that a journey needs but does not test.
 */
export class PairCalls {
  private readonly request: APIRequestContext;

  constructor(
    page: Page,
    private readonly origin: string,
  ) {
    this.request = page.context().request;
  }

  private async post<T>(path: string, data: object): Promise<T> {
    const { origin } = this;
    const answer = await this.request.post(`${origin}/api/pair-sessions${path}`, {
      data,
      headers: { origin },
    });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  start(assignmentId: string): Promise<{ id: string; code: string }> {
    return this.post('', { assignmentId });
  }

  join(code: string): Promise<{ id: string }> {
    return this.post('/join', { code });
  }

  leave(pairSessionId: string): Promise<unknown> {
    return this.post(`/${pairSessionId}/leave`, {});
  }

  /** Checks a response of a part. */
  submit(pairSessionId: string, partId: string, response: unknown): Promise<unknown> {
    const token = `${partId} of a journey`;
    return this.post(`/${pairSessionId}/submissions`, { partId, response, token });
  }

  /** Asks to turn the page of a part, or agrees with the partner who has asked. */
  reveal(pairSessionId: string, partId: string): Promise<unknown> {
    return this.post(`/${pairSessionId}/reveals`, { partId });
  }
}
