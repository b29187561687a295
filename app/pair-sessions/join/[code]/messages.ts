/** What students read where they take the free seat of a pair. */
export const messages = {
  title: 'Join a pair',
  body: (code: string) => `This is the pair with the code ${code}.`,
  asked: (code: string) => `You have come with the code ${code}.`,
  noCode:
    'This is no pair code: a code has six letters and digits. Ask your partner for it, or scan the picture again.',
  button: 'Join this pair',
  joining: 'Joining…',
  joinBoth: (title: string) => `Join ${title} and this pair`,
  notInClass: (title: string) => `It works in the class ${title}, which you are not in yet.`,
  invited: (title: string) => `Your partner works in the class ${title}.`,
  newHere: 'Are you new here?',
  makeAndJoin: 'Make my account and join this pair',
  makingAccount: 'Making your account…',
  openClass: 'Open my class',
  hasAccount: 'Do you already have an account?',
  signIn: 'Sign in and join this pair',
  noNewPeople:
    'This code takes no new people now. If you are in the class, sign in. Else open your class by the code that your instructor shows.',
} as const;
