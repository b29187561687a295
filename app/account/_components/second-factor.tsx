'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { count } from '@/lib/ui/count';
import { LocalTime } from '@/lib/ui/local-time';
import { AddSecondFactor } from './add-second-factor';
import { RecoveryCodes } from './recovery-codes';
import { RemoveSecondFactor } from './remove-second-factor';
import { RenewRecoveryCodes } from './renew-recovery-codes';

interface SecondFactorProps {
  email: string;
  /** Null where the account has none. */
  factor: { addedAt: string; recoveryCodesLeft: number } | null;
}

/** The app that shows codes: adding it, its recovery codes, removing it. */
export function SecondFactor({ email, factor }: SecondFactorProps) {
  const router = useRouter();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const showCodes = (made: readonly string[]) => {
    setCodes(made);
    router.refresh();
  };
  if (factor === null) return <AddSecondFactor email={email} onAdded={showCodes} />;
  return (
    <>
      <p>
        <span>Your account asks for the code of your app at every sign-in, since </span>
        <LocalTime at={factor.addedAt} />
        <span>
          {`. You have ${count(factor.recoveryCodesLeft, 'recovery code', 'recovery codes')} left.`}
        </span>
      </p>
      {codes.length > 0 && <RecoveryCodes codes={codes} />}
      <RenewRecoveryCodes onRenewed={showCodes} />
      <RemoveSecondFactor email={email} onRemoved={() => setCodes([])} />
    </>
  );
}
