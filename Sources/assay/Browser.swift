// The desktop knows which browser its user likes. Where there is no desktop the address has been printed, and nothing
// is lost.

import Glibc

enum Browser {
  /// Asks the desktop to show `address`; does not wait, and nobody is told when it cannot.
  static func open(_ address: String) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    // What it says belongs on nobody's standard output.
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var id = pid_t()
    var words = unsafe [strdup("xdg-open"), strdup(address), nil]
    defer { for row in unsafe words.indices { unsafe free(words[row]) } }
    _ = unsafe posix_spawnp(&id, "xdg-open", &actions, nil, &words, environ)
  }
}
