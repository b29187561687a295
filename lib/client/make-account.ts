import type { ApiAnswer } from '@/lib/schemas/api-routes';
import { formText } from '@/lib/ui/form-text';
import { type CallResult, callApi } from './call-api';

/**
 * Makes the account that a form describes, and signs it in.
 *
 * @param door the code of a class, or that of a pair in it.
 */
export function makeAccount(
  door: { code: string } | { pairCode: string },
  data: FormData,
  isCodeAsked: boolean,
): Promise<CallResult<ApiAnswer<'POST /api/accounts'>>> {
  return callApi('POST /api/accounts', {
    body: {
      ...door,
      name: formText(data, 'name'),
      email: formText(data, 'email'),
      password: formText(data, 'password'),
      ...(isCodeAsked && { signInCode: formText(data, 'signInCode') }),
    },
  });
}
