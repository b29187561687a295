-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SignIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "browser" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "lastUsedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "SignIn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Nobody knows when they were last used. All count as used now, so that the update signs nobody out.
INSERT INTO "new_SignIn" ("browser", "createdAt", "endedAt", "expiresAt", "id", "lastUsedAt", "userId") SELECT "browser", "createdAt", "endedAt", "expiresAt", "id", strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), "userId" FROM "SignIn";
DROP TABLE "SignIn";
ALTER TABLE "new_SignIn" RENAME TO "SignIn";
CREATE INDEX "SignIn_userId_idx" ON "SignIn"("userId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
