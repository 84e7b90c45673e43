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
#include <string>
#include <vector>

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
               const std::vector<Scenario>& scenarios, const FileStamp& base,
               const std::vector<KeptWeather>& weather = {});
    // Removes what was written, if anything. Throws StorageError if it cannot be removed.
    void discard();
    // Moves what was written, by this program or one that crashed, to a file that people see and that stays; returns where to,
    // empty if there is nothing. Throws StorageError.
    std::filesystem::path putAside();

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
    std::vector<KeptWeather> weather{};
};

// Who has a site open in another window, on this machine or on one that shares the disk.
struct Holder {
    std::string user;
    std::string host;
    int process = 0; // 0 if it does not say
};

// The first other process that has this file open; nothing if none has, or none that its file system tells of.
std::optional<Holder> holderOf(const std::filesystem::path& siteFile);

// Unsaved edits that were moved to a file of their own, which people see beside the site and can open:
// `campus.unsaved-1.hallwright`.
struct PutAside {
    std::filesystem::path file;
    std::string why; // they cannot be read, in a sentence
};

// Moves aside what a crash left for this file and this program cannot read: of a newer version, or damaged. Throws
// StorageError if it cannot be moved.
std::vector<PutAside> putAsideUnreadable(const std::filesystem::path& siteFile);

// Moves aside what findRecovery tells of; returns where to, empty if there is nothing. Throws StorageError.
std::filesystem::path putAside(const std::filesystem::path& siteFile);

// What a crash left behind for this file, if anything; only files of this user are looked at. Throws StorageError or
// InputError like loadSite if there is something and nothing of it can be read.
std::optional<RecoveredSite> findRecovery(const std::filesystem::path& siteFile);

} // namespace hallwright
