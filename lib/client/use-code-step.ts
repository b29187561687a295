import { useState } from 'react';
import type { FormState } from '@/lib/ui/form-state';

/**
 * For a form that begins a sign-in: asks for a code as well once the server does.
 *
 * @param isAskedFirst whether it is known from the start that the server will.
 */
export function useCodeStep(isAskedFirst = false): {
  isCodeAsked: boolean;
  /** The form state after a refusal; the focus goes to the code where that is to blame. */
  afterRefusal(refusal: { code: string; message: string }): FormState;
} {
  const [isCodeAsked, setIsCodeAsked] = useState(isAskedFirst);
  return {
    isCodeAsked,
    afterRefusal({ code, message }) {
      const isAboutCode = code === 'code-needed' || code === 'wrong-code';
      if (isAboutCode) setIsCodeAsked(true);
      return isAboutCode ? { problem: message, field: 'signInCode' } : { problem: message };
    },
  };
}
