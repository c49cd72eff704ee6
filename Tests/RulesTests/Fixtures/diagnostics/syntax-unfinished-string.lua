score "hedged" {
  doc     = "A hedged claim.,
  scale   = "commitment",
}
