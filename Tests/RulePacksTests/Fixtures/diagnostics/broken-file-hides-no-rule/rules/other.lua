score "other" {
