'use client';

import { callApi } from '@/lib/client/call-api';
import { openPage } from '@/lib/client/open-page';
import { ActionForm } from '@/lib/ui/action-form';
import { formStateOf } from '@/lib/ui/form-state';

/** Enrols the person who is signed in. A button, because opening an address must not enrol anybody. */
export function EnrollButton({ code, title }: { code: string; title: string }) {
  const enroll = async () => {
    const answer = await callApi('POST /api/enrollments', { body: { code } });
    return answer.ok ? openPage(`/sections/${answer.value.sectionId}`) : formStateOf(answer);
  };
  return <ActionForm action={enroll} submitLabel={`Join ${title}`} />;
}
