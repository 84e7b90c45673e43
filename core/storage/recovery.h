// Recovery: unsaved edits survive a crash, in a second site file that nobody has to name.
//
// While a document is open the program holds a recovery file for it, writes unsaved edits there, and discards it
// when they are saved or the document closes in order. A recovery file found on opening that no running program
// holds is what a crash left behind. It is a complete site file and also holds the stamp of the file it
// continues, so that one older than the site it belongs to is recognised.
#pragma once

#include "core/storage/site_file.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

namespace hallwright {

// Where the unsaved edits of a site file are kept: `.campus.hallwright-recovery` beside campus.hallwright; in
// the user's state directory where nothing can be written beside it, and for a site never saved (an empty
// path). Programs that have the same site open at once keep theirs apart: the second in ...-recovery-2. So does
// one that finds something else at a name: a link, another user's file, a recovery file that it cannot read.
std::filesystem::path recoveryFileFor(const std::filesystem::path& siteFile, int instance = 1);

// The recovery file of one open document, held by a lock on `...-recovery.lock` that ends with the process,
// however that ends: no other program offers, overwrites or removes it meanwhile.
class RecoveryFile
{
public:
    // Takes over what findRecovery tells of, else the first unused name; nothing is written yet. Throws StorageError
    // if no recovery file can be made.
    explicit RecoveryFile(const std::filesystem::path& siteFile);
    // Lets go of it; what was written stays, as after a crash.
    ~RecoveryFile();
    RecoveryFile(const RecoveryFile&) = delete;
    RecoveryFile& operator=(const RecoveryFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

    // Atomic and durable like saveSite; throws as it does. The file is as private as the site file, that of a site
    // never saved is the user's alone. `base` is the stamp the site file had when the
    // document was opened or last saved; all zeros for a site never saved.
    void write(const SitePtr& site, const std::vector<Branch>& branches,
               const std::vector<Scenario>& scenarios, const FileStamp& base);
    // Removes what was written, if anything. Throws StorageError if it cannot be removed.
    void discard();

private:
    class Lock;
    bool take(const std::filesystem::path& recovery);
    void takeUnusedName();

    std::filesystem::path siteFile_;
    std::filesystem::path path_;
    std::unique_ptr<Lock> lock_;
    SiteImagePtr last_; // written
};

struct RecoveredSite {
    SitePtr site;
    std::vector<Branch> branches;
    std::vector<Scenario> scenarios;
    std::chrono::system_clock::time_point writtenAt;
    bool baseUnchanged =
        true; // false: the site file has been saved or replaced since, which may be the newer work
};

// What a crash left behind for this file, if anything; only files of this user are looked at. Throws StorageError or
// InputError like loadSite if there is something and nothing of it can be read.
std::optional<RecoveredSite> findRecovery(const std::filesystem::path& siteFile);

} // namespace hallwright
